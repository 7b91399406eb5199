import type { LegResult } from '../../../core/contract/receipt.ts'
import type { CopiedPage, StructuredReader, StructuredReading } from './reading.ts'

/** In this order: the first that knows a page reads it. */
const readers: [name: string, read: StructuredReader][] = []

export interface StructuredAnswer {
  reading: StructuredReading | null
  /** null where no reader knew the page. */
  leg: LegResult | null
}

export function readStructured(page: CopiedPage): StructuredAnswer {
  const from = performance.now()
  const ms = () => Math.round(performance.now() - from)
  for (const [name, read] of readers) {
    try {
      const reading = read(page)
      if (!reading) continue
      const enough = reading.content !== null && (reading.content.textContent ?? '').trim().length >= 40
      if (enough)
        return { reading, leg: { leg: 'structured', outcome: 'ok', detail: `Read as ${name}.`, ms: ms() } }
      const detail = `This is ${name}; its text was left to the general readers.`
      return {
        reading: { ...reading, content: null },
        leg: { leg: 'structured', outcome: 'empty', detail, ms: ms() },
      }
    } catch {
      const detail = `The reader for ${name.replace(/^an? /, '')} could not cope with this page.`
      return { reading: null, leg: { leg: 'structured', outcome: 'error', detail, ms: ms() } }
    }
  }
  return { reading: null, leg: null }
}
