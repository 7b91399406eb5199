import { madeUpTexts } from '../support/made-up-texts.ts'
import type { Site } from './sites.ts'

const SENTENCES = 5

/** So many pages on one subject, each on a host of its own, as a creator has them open. */
export function openSources(count: number): { urls: string[]; hosts: Record<string, Site>; grant: string[] } {
  const texts = madeUpTexts(count, 500)
  const names = texts.map((_, at) => `bay${at + 1}.example`)
  return {
    urls: names.map(name => `https://${name}/report`),
    hosts: Object.fromEntries(
      names.map((name, at): [string, Site] => [name, () => ({ body: page(at + 1, texts[at]!) })]),
    ),
    grant: names.map(name => `https://${name}/*`),
  }
}

function page(number: number, text: string): string {
  const said = text.match(/[^.]+\./g) ?? []
  const paragraphs = Array.from({ length: Math.ceil(said.length / SENTENCES) }, (_, at) =>
    said
      .slice(at * SENTENCES, (at + 1) * SENTENCES)
      .join('')
      .trim(),
  )
  const title = `What was built in bay ${number}`
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><body><article><h1>${title}</h1>${paragraphs.map(each => `<p>${each}</p>`).join('')}</article></body></html>`
}
