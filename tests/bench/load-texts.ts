import { gzipSync } from 'node:zlib'
import { contentHash } from '../../core/evidence/content.ts'
import { seededRandom } from '../support/random.ts'

/** A page as the extension sends it: what is the same in each clip of it is JSON already, whoever clips it. */
export interface LoadPage {
  hash: string
  words: number
  /** Words that hardly another page has in this order. */
  phrase: string
  /** `"text":…,"markdown":…,"html":…` */
  json: string
}

const SMALL =
  'the of and to in a is that it for was on are as with they be at this have from or had by not but what all were when we there can an which their if will each about how up out them then many so these would other into has more two like him see time could no make than been its who now people my made over did down only way find use may long little very after words called just where most know'.split(
    ' ',
  )
const HEADS = 'b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sc sh st t th tr v w'.split(' ')
const HEARTS = 'a e i o u ai ea ee oa ou'.split(' ')
const ENDS = 'b ck d ff g l ll m n nd nt p r rd rn s sh ss st t th x'.split(' ')
const VOCABULARY = 9_000

/**
 * Pages of 1,000 to 3,000 made-up words, the same for the same seed. Words come as often as in a language, by Zipf's
 * law over a vocabulary of some nine thousand: an index has as many different ones to write as with real pages.
 */
export async function loadPages(count: number, seed: number): Promise<LoadPage[]> {
  const random = seededRandom(seed)
  const word = await vocabulary(random)
  return Promise.all(
    Array.from({ length: count }, async () => {
      const words = 1_000 + Math.floor(random() * 2_000)
      const text = pageOf(words, random, word)
      const html = gzipSync(`<article>${text.replaceAll('\n\n', '</p><p class="body">')}</article>`).toString(
        'base64',
      )
      return {
        hash: await contentHash(text),
        words,
        phrase: text
          .split(/[.\s]+/)
          .slice(0, 7)
          .join(' '),
        json: JSON.stringify({ text, markdown: text, html }).slice(1, -1),
      }
    }),
  )
}

/** The body of a clip of that page, as the extension sends it. */
export function clipJson(page: LoadPage, { id, projectId }: { id: string; projectId: string }): string {
  const url = `https://read.example/${id}`
  const facts = JSON.stringify({
    ...{ id, projectId, kind: 'article', form: 'article', url, canonicalUrl: url, title: `Page ${id}` },
    ...{ author: 'A. Writer', site: 'Read', published: '2026-03-01', language: 'en', fingerprint: null },
    ...{ capturedAt: new Date().toISOString(), contentHash: page.hash },
    receipt: {
      ...{ by: 'defuddle', words: page.words },
      legs: [{ leg: 'defuddle', outcome: 'ok', ms: 40 }],
      leftOut: [{ what: 'navigation', count: 3 }],
    },
  })
  return `${facts.slice(0, -1)},${page.json}}`
}

/** Questions of three to six words of the same language. */
export async function loadQuestions(count: number, seed: number): Promise<string[]> {
  const random = seededRandom(seed)
  const word = await vocabulary(random)
  return Array.from({ length: count }, () =>
    Array.from({ length: 3 + Math.floor(random() * 4) }, word).join(' '),
  )
}

async function vocabulary(random: () => number): Promise<() => string> {
  const own = seededRandom(77)
  const pick = (from: string[]) => from[Math.floor(own() * from.length)]!
  const words = [...SMALL]
  while (words.length < VOCABULARY) {
    const syllables = 1 + Math.floor(own() * 3)
    words.push(Array.from({ length: syllables }, () => pick(HEADS) + pick(HEARTS) + pick(ENDS)).join(''))
  }
  const shares: number[] = []
  let sum = 0
  for (let rank = 1; rank <= words.length; rank++) {
    sum += 1 / rank
    shares.push(sum)
  }
  return () => {
    const at = random() * sum
    let [low, high] = [0, shares.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (shares[middle]! < at) low = middle + 1
      else high = middle
    }
    return words[low]!
  }
}

function pageOf(words: number, random: () => number, word: () => string): string {
  const paragraphs: string[] = []
  for (let left = words; left > 0; ) {
    const sentences: string[] = []
    for (let count = 3 + Math.floor(random() * 4); count > 0 && left > 0; count--) {
      const length = Math.min(left, 8 + Math.floor(random() * 15))
      const said = Array.from({ length }, word).join(' ')
      sentences.push(`${said[0]!.toUpperCase()}${said.slice(1)}.`)
      left -= length
    }
    paragraphs.push(sentences.join(' '))
  }
  return paragraphs.join('\n\n')
}
