import type { Page } from 'playwright-core'
import { z } from 'zod'
import { LogEntry, Ways } from '../../core/contract/decision.ts'
import { Project } from '../../core/contract/project.ts'
import { ScriptState } from '../../core/contract/script.ts'
import { spokenOf } from '../../core/script/order.ts'
import { type Api, apiAt, asExtension, pairedWith } from '../../journey/api.ts'
import type { LoopbackModel } from '../support/loopback-model.ts'
import { spokenVoice } from '../support/spoken-voice.ts'
import { until } from './browser.ts'
import { countWork } from './count-work.ts'
import type { Scene } from './scene.ts'

export interface Walked {
  clicks: number
  decisions: number
  typedWords: number
  /** From the click on "Draft" to the first word of it in the panel. */
  firstTokenMs: number
  totalMs: number
  /** What the script says at the end, as the server has it. */
  said: string[]
}

export interface Walk {
  urls: string[]
  model: LoopbackModel
  /** Another page, which the creator clips while the draft is made. */
  another: string
  told: (words: string) => void
}

/** A creator's own words, while the machine writes: they must stand there at the end as they were typed. */
export const OWN_WORDS = 'I stood at that quay myself'
const TOPIC = 'What the bay really built'
const MINUTES = '8'
/** Presses that no test can make: "allow" in the browser's own question for the sites. */
const UNHEARD_CLICKS = 1

/**
 * The whole way of a creator in the real side panel, from open tabs to a saved script, with the first option at each
 * gate. Their voice was measured before, as it is once for all videos.
 */
export async function walk(stage: Scene, { urls, model, another, told }: Walk): Promise<Walked> {
  const { browser, creator, server } = stage
  const api = apiAt(await pairedWith(server.address, asExtension), { fetch: asExtension, told: () => {} })
  await spokenVoice(api)
  told('the voice is measured')
  let front!: Page
  for (const url of urls) front = await browser.tab(url)

  const began = performance.now()
  const panel = await creator.openPanelOn(front)
  const work = await countWork(panel)
  const press = (name: string | RegExp, role: 'button' | 'menuitem' | 'tab' = 'button') =>
    panel.getByRole(role, { name }).first().click({ timeout: 60_000 })

  await press('Clip tabs')
  await press('All tabs of this window', 'menuitem')
  // Where a creator answers the browser's question, a test goes on without it: these sites were allowed before.
  await press(/^Clip only/)
  await panel.getByRole('region', { name: 'What became of the tabs' }).waitFor({ timeout: 120_000 })
  await creator.allReady(urls.length, 120_000)
  told('the sources are clipped and read')

  await press(/^Project: /)
  await press('Rename…', 'menuitem')
  const name = panel.getByRole('dialog').getByRole('textbox')
  await name.press('ControlOrMeta+a')
  await name.pressSequentially(TOPIC)
  await press('Rename')

  await press('Build brief')
  await panel.getByRole('article', { name: 'Brief' }).waitFor({ timeout: 120_000 })
  await press(/^Research/, 'tab')
  await press('Find claims')
  await panel.getByRole('article', { name: 'Findings' }).waitFor({ timeout: 120_000 })
  told('brief and claims are there')

  await press(/^Angle/, 'tab')
  const plan = panel.getByRole('region', { name: 'Plan' })
  await until('the only voice is the one that is written in', () => plan.getByLabel('Voice').inputValue())
  const minutes = plan.getByLabel('Minutes')
  await minutes.click()
  await minutes.press('ControlOrMeta+a')
  await minutes.pressSequentially(MINUTES)
  for (const gate of ['angle', 'outline', 'hook']) {
    await press(`Suggest three ${gate}s`)
    await press(new RegExp(`^Take it: ${gate} A`))
    told(`the ${gate} is decided`)
  }

  await press(/^Draft all \d+ empty beats/)
  const firstTokenMs = await firstToken(panel, () =>
    panel.getByRole('dialog').getByRole('button', { name: 'Draft', exact: true }).click(),
  )
  const counted = { clicks: await work.clicks(), words: await work.words() }
  told(`the first words after ${Math.round(firstTokenMs)} ms`)
  await meanwhile(stage, panel, { model, another })
  const other = {
    clicks: (await work.clicks()) - counted.clicks,
    words: (await work.words()) - counted.words,
  }
  told('other work was done meanwhile')
  await until('the draft is in the script', async () => (await drafting(panel).count()) === 0, 180_000)
  await until(
    'no beat is empty',
    async () => (await panel.getByRole('button', { name: /^Draft all/ }).count()) === 0,
    30_000,
  )

  await press(/^Check/, 'tab')
  await press('Export…')
  await press('Save as Word: Spoken script')
  await panel.getByText(/^Saved as “/).waitFor({ timeout: 30_000 })
  const totalMs = performance.now() - began
  return {
    clicks: (await work.clicks()) - other.clicks + 1 + UNHEARD_CLICKS,
    decisions: await decided(api),
    typedWords: (await work.words()) - other.words,
    firstTokenMs: Math.round(firstTokenMs),
    totalMs: Math.round(totalMs),
    said: await said(api),
  }
}

const drafting = (panel: Page) => panel.getByRole('region', { name: 'Draft in the making' })

/** Milliseconds from a press to the first words of the draft on the screen, both by the panel's own clock. */
async function firstToken(panel: Page, press: () => Promise<void>): Promise<number> {
  const seen = panel.evaluate(
    () =>
      new Promise<number>(resolve => {
        let pressed = 0
        document.addEventListener('click', event => (pressed = event.timeStamp), { capture: true })
        const look = () => {
          const words = document.querySelector('.said__words')?.textContent ?? ''
          if (pressed && /\w/.test(words)) resolve(performance.now() - pressed)
          else requestAnimationFrame(look)
        }
        look()
      }),
  )
  await press()
  return seen
}

/** While the model is held back and the draft waits for it: clip a page, go to another stage, write a sentence. */
async function meanwhile(
  { browser, creator }: Scene,
  panel: Page,
  { model, another }: Pick<Walk, 'model' | 'another'>,
): Promise<void> {
  const goOn = model.pause()
  try {
    await browser.tab(another)
    await panel.getByRole('button', { name: 'Clip article' }).click()
    await panel.locator('.outcome__state', { hasText: 'Saved' }).waitFor({ timeout: 30_000 })
    await panel.getByRole('tab', { name: /^Research/ }).click()
    await panel.getByRole('article', { name: 'Findings' }).waitFor()
    await panel.getByRole('tab', { name: /^Script/ }).click()
    await drafting(panel).waitFor()
    const sentence = panel.locator('.beat').first().locator('[contenteditable="true"]').first()
    await sentence.click()
    await panel.keyboard.press('End')
    await panel.keyboard.press('Enter')
    await panel.keyboard.type(`${OWN_WORDS}.`)
    await panel.getByText(OWN_WORDS).first().waitFor()
    await drafting(panel).waitFor()
    await creator.sources().catch(() => [])
  } finally {
    goOn()
  }
}

async function projectOf(api: Api): Promise<string> {
  const { projects } = await api.get(z.object({ projects: z.array(Project) }), '/projects')
  return projects[0]!.id
}

/** As the log has them. */
async function decided(api: Api): Promise<number> {
  const log = z.object({ entries: z.array(LogEntry) })
  const { entries } = await api.get(log, `/projects/${await projectOf(api)}/decisions`)
  return entries.filter(({ kind }) => kind === 'decided').length
}

async function said(api: Api): Promise<string[]> {
  const { openId } = await api.get(Ways, `/projects/${await projectOf(api)}/ways`)
  return spokenOf(await api.get(ScriptState, `/branches/${openId}/script`)).map(({ text }) => text)
}
