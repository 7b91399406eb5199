import { getDocument, VerbosityLevel } from 'unpdf/pdfjs'
import { err, ok, type Result } from '../../../core/contract/result.ts'
import type { PdfRecord } from './pdf-head.ts'
import type { PdfWhy } from './taken-pdf.ts'

export type PdfTrouble = Exclude<PdfWhy, 'unreachable' | 'too_large'>

export interface OpenPdf {
  pages: number
  /** The items of a page in pdf.js's words, the way from its space to its picture, and the picture's height. */
  page(
    number: number,
    ms: number,
  ): Promise<{ items: unknown[]; view: number[]; height: number } | 'slow' | 'broken'>
  record(ms: number): Promise<PdfRecord>
  close(): Promise<void>
}

/**
 * A PDF by pdf.js, in this thread. Its scripts, forms and attachments are never touched, no font is loaded, nothing
 * is fetched. A page that shows more and more text is ended by the clock here; one that keeps the thread to itself
 * only by whoever watches this thread from outside.
 */
export async function openPdf(bytes: Uint8Array, ms: number): Promise<Result<OpenPdf, PdfTrouble>> {
  if (!hasHeader(bytes)) return err('not_pdf')
  const loading = getDocument({
    // pdf.js takes the array for itself; the file is kept, too.
    data: bytes.slice(),
    verbosity: VerbosityLevel.ERRORS,
    stopAtErrors: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    maxImageSize: 0,
  })
  const end = () => loading.destroy().catch(() => {})
  // Without a password it waits for one for ever.
  const locked = new Promise<'locked'>(resolve => {
    loading.onPassword = () => {
      resolve('locked')
      end()
    }
  })
  let pdf: Awaited<typeof loading.promise>
  try {
    const first = await within(ms, Promise.race([loading.promise, locked]))
    if (first === 'locked') return err('locked')
    if (first === 'slow') {
      end()
      return err('too_slow')
    }
    pdf = first
  } catch (error) {
    end()
    return err((error as { name?: unknown })?.name === 'PasswordException' ? 'locked' : 'broken')
  }
  return ok({
    pages: pdf.numPages,
    async page(number, ms) {
      try {
        return await within(ms, textOf(number, ms))
      } catch {
        return 'broken'
      }
    },
    async record(ms) {
      const found = await within(ms, pdf.getMetadata()).catch(() => 'slow' as const)
      if (found === 'slow') return { info: {}, xmp: () => null }
      const { info, metadata } = found
      return { info: info as Record<string, unknown>, xmp: name => metadata?.get(name) ?? null }
    },
    close: end,
  })

  async function textOf(number: number, ms: number) {
    const page = await pdf.getPage(number)
    try {
      const view = page.getViewport({ scale: 1 })
      const items = await itemsOf(page.streamTextContent().getReader(), ms)
      if (items === 'slow') return items
      return { items, view: view.transform as number[], height: Math.max(1, view.height) }
    } finally {
      page.cleanup()
    }
  }
}

/** pdf.js gives way to promises only: without a rest of ours no clock, no message and no click would get its turn. */
async function itemsOf(
  reader: ReadableStreamDefaultReader<{ items: unknown[] }>,
  ms: number,
): Promise<unknown[] | 'slow'> {
  const items: unknown[] = []
  const from = performance.now()
  let rested = from
  for (;;) {
    const part = await reader.read()
    if (part.done) return items
    for (const item of part.value.items) items.push(item)
    const now = performance.now()
    if (now - from > ms) {
      reader.cancel(new Error('slow')).catch(() => {})
      return 'slow'
    }
    if (now - rested > 30) {
      await new Promise(resolve => setTimeout(resolve))
      rested = performance.now()
    }
  }
}

/** Some files carry other bytes before their header; readers look for it in the first kilobyte. */
function hasHeader(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 1_024))
  return head.includes('%PDF-')
}

async function within<Value>(ms: number, work: Promise<Value>): Promise<Value | 'slow'> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'slow'>(resolve => {
    timer = setTimeout(() => resolve('slow'), ms)
  })
  work.catch(() => {})
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
