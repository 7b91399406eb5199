import { signal } from '@preact/signals'
import type { GivenPdf, PdfWorld } from '../../../extension/panel/pdf/pdf-world.ts'

export interface PdfSetting {
  shown: { done: number; total: number } | null
  given: GivenPdf[]
}
export const noPdf: PdfSetting = { shown: null, given: [] }

export function fakePdf(setting: PdfSetting, note: (act: string, ...given: unknown[]) => void): PdfWorld {
  const given = signal(setting.given)
  return {
    shown: signal(setting.shown),
    given,
    async add(files) {
      note(
        'addPdfs',
        files.map(file => file.name),
      )
      given.value = [
        ...given.value,
        ...files.map((file, at) => ({ id: 900 + at, name: file.name, state: 'waiting' as const })),
      ]
    },
    forget(id) {
      note('forgetPdf', id)
      given.value = given.value.filter(each => each.id !== id)
    },
  }
}
