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
 * is fetched. pdf.js itself hands the thread back every 20 ms, so that a clock can end a page that never ends.
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
  // Without a password it waits for one for ever.
  const locked = new Promise<'locked'>(resolve => {
    loading.onPassword = () => {
      resolve('locked')
      void loading.destroy()
    }
  })
  let pdf: Awaited<typeof loading.promise>
  try {
    const first = await within(ms, Promise.race([loading.promise, locked]))
    if (first === 'locked') return err('locked')
    if (first === 'slow') {
      void loading.destroy()
      return err('too_slow')
    }
    pdf = first
  } catch (error) {
    void loading.destroy()
    return err((error as { name?: unknown })?.name === 'PasswordException' ? 'locked' : 'broken')
  }
  return ok({
    pages: pdf.numPages,
    async page(number, ms) {
      try {
        return await within(ms, textOf(number))
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
    close: () => loading.destroy().catch(() => {}),
  })

  async function textOf(number: number) {
    const page = await pdf.getPage(number)
    try {
      const view = page.getViewport({ scale: 1 })
      const { items } = await page.getTextContent()
      return { items: items as unknown[], view: view.transform as number[], height: Math.max(1, view.height) }
    } finally {
      page.cleanup()
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
