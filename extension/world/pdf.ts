import { signal } from '@preact/signals'
import type { Result } from '../../core/contract/result.ts'
import type { Source } from '../../core/contract/source.ts'
import type { ClipFailure } from '../capture/clip.ts'
import type { PdfReader } from '../capture/pdf/read-by-worker.ts'
import type { Sender } from '../outbox/sender.ts'
import type { GivenPdf, PdfWorld } from '../panel/pdf/pdf-world.ts'

export interface PdfDeps {
  /** A worker of its own for one file. */
  pdfReader: () => PdfReader
  sender: Pick<Sender, 'keep'>
  projectId: () => Promise<string>
  clock: () => number
  newId: () => string
  /** After each file that is on disk. */
  clipped: () => Promise<void>
}

const NOT_A_PDF: ClipFailure = {
  code: 'pdf_broken',
  message: 'Only PDFs are read here. Save the document as a PDF, then drop that.',
}

/** The panel's PDFs: the one that is read in the tab in front, and the files that were given. */
export function pdfWorld(deps: PdfDeps): {
  world: PdfWorld
  /** For the clip of the tab's PDF: how far it is, and that it is over. */
  hears: (progress: { done: number; total: number }) => void
  quiet: () => void
} {
  const shown = signal<{ done: number; total: number } | null>(null)
  const given = signal<GivenPdf[]>([])
  let last = 0
  let line: Promise<unknown> = Promise.resolve()

  const put = (id: number, change: (one: GivenPdf) => GivenPdf) => {
    given.value = given.value.map(each => (each.id === id ? change(each) : each))
  }

  async function read(id: number, file: File): Promise<void> {
    const { name } = file
    const say = (state: GivenPdf) => put(id, () => state)
    if (!given.peek().some(each => each.id === id)) return
    say({ id, name, state: 'reading', done: 0, total: null })
    const result = await taken(file, (done, total) => say({ id, name, state: 'reading', done, total }))
    say(
      result.ok
        ? { id, name, state: 'saved', source: result.value }
        : { id, name, state: 'failed', failure: result.error },
    )
    if (result.ok) await deps.clipped()
  }

  async function taken(
    file: File,
    heard: (done: number, total: number) => void,
  ): Promise<Result<Source, ClipFailure>> {
    const { clipPdfFile, isPdfFile } = await import('../capture/pdf/pdf-file.ts')
    if (!isPdfFile(file)) return { ok: false, error: NOT_A_PDF }
    try {
      const capture = await clipPdfFile(
        file,
        await deps.projectId(),
        { reader: deps.pdfReader, now: deps.clock, newId: deps.newId },
        ({ done, total }) => heard(done, total),
      )
      if (!capture.ok) return capture
      const kept = await deps.sender.keep(capture.value)
      return kept.ok ? kept : { ok: false, error: { code: 'error', message: kept.error.message } }
    } catch {
      // A file that was moved or deleted since, or is in a folder of the cloud that is not here.
      return {
        ok: false,
        error: { code: 'error', message: 'The browser could not read this file. Give it once more.' },
      }
    }
  }

  const world: PdfWorld = {
    shown,
    given,
    async add(files) {
      const fresh = files.map(file => ({ file, id: ++last }))
      given.value = [
        ...given.value.filter(each => each.state !== 'saved'),
        ...fresh.map(({ file, id }) => ({ id, name: file.name, state: 'waiting' as const })),
      ]
      // One at a time: a book takes some hundred megabytes while it is read.
      for (const { file, id } of fresh) line = line.then(() => read(id, file))
      await line
    },
    forget(id) {
      given.value = given.value.filter(each => each.id !== id)
    },
  }
  return {
    world,
    hears(progress) {
      shown.value = progress
    },
    quiet() {
      shown.value = null
    },
  }
}
