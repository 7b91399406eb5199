import { parentPort, workerData } from 'node:worker_threads'
import { JSDOM } from 'jsdom'
import { takePage } from '../extension/capture/take-page.ts'

/** One saved page: its text, and the address that is used where it names none. */
export interface GivenPage {
  html: string
  fallback: string
}

// The extension's own readers, on a page that is parsed only: nothing of it runs, nothing is loaded.
const { window } = new JSDOM('')
const names = [
  'Document',
  'Element',
  'Node',
  'Text',
  'HTMLTemplateElement',
  'HTMLImageElement',
  'NodeFilter',
  'DOMParser',
]
for (const name of names) Reflect.set(globalThis, name, Reflect.get(window, name))

const { html, fallback } = workerData as GivenPage
const page = new DOMParser().parseFromString(html, 'text/html')
parentPort!.postMessage(await takePage(page, 'page', addressOf(page, html) ?? fallback))

/** Where it was saved from: as the browser noted it, or as the page says itself. */
function addressOf(page: Document, html: string): string | null {
  const noted = /<!-- saved from url=\(\d{4}\)(\S{1,4000}) -->/.exec(html.slice(0, 10_000))?.[1]
  const own = page.querySelector('link[rel~="canonical" i]')?.getAttribute('href')
  const shared = page.querySelector('meta[property="og:url"]')?.getAttribute('content')
  for (const address of [noted, own, shared])
    if (address && /^https?:\/\//i.test(address) && URL.canParse(address)) return new URL(address).href
  return null
}
