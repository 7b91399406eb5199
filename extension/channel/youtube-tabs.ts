import { chromeTabAccess } from '../capture/tab-access.ts'
import type { YoutubeAnswer, YoutubeQuestion } from './youtube-answer.ts'

/** Tabs of youtube.com, from which alone YouTube is asked. */
export interface YoutubeTabs {
  /** A loaded one, the one in front before the others, none of `but`; null where there is none. */
  find(but: ReadonlySet<number>): Promise<number | null>
  /** Opens one in the background and resolves when it is loaded. On the creator's click only. */
  open(): Promise<number>
  /** Rejects where the tab is gone, asleep, or does not answer. */
  ask(tabId: number, question: YoutubeQuestion): Promise<YoutubeAnswer>
}

const home = 'https://www.youtube.com/'
const answerMs = 30_000
const loadMs = 20_000

export function chromeYoutubeTabs(): YoutubeTabs {
  const access = chromeTabAccess()
  return {
    async find(but) {
      const tabs = await chrome.tabs.query({ url: `${home}*`, discarded: false })
      const ready = tabs.filter(tab => tab.id !== undefined && tab.status === 'complete' && !but.has(tab.id))
      return (ready.find(tab => tab.active) ?? ready[0])?.id ?? null
    },
    async open() {
      const { id } = await chrome.tabs.create({ url: home, active: false })
      if (id === undefined) throw new Error('The browser opened no tab.')
      for (let waited = 0; waited < loadMs; waited += 200) {
        if ((await chrome.tabs.get(id)).status === 'complete') return id
        await new Promise(resolve => setTimeout(resolve, 200))
      }
      return id
    },
    async ask(tabId, question) {
      const { Answer } = await import('./shapes.ts')
      let timer: ReturnType<typeof setTimeout> | undefined
      const tooLate = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('The tab did not answer.')), answerMs)
      })
      const asking = (async () => {
        await access.inject(tabId, '/ask-youtube.js')
        return Answer.parse(await access.call(tabId, 'ISOLATED', askInPage, question))
      })()
      try {
        return (await Promise.race([asking, tooLate])) as YoutubeAnswer
      } finally {
        clearTimeout(timer)
        asking.catch(() => {})
      }
    },
  }
}

/** Travels into the page: the function that ask-youtube.js left there. */
const askInPage = (question: YoutubeQuestion): Promise<unknown> =>
  (
    globalThis as unknown as { ownwordsAskYoutube: (question: YoutubeQuestion) => Promise<unknown> }
  ).ownwordsAskYoutube(question)
