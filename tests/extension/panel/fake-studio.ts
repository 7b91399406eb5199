import type { Failure } from '../../../extension/panel/done.ts'
import type { KeptPut, StudioMaterial, StudioWorld } from '../../../extension/panel/studio/studio-world.ts'
import type { Changes, FieldName, FieldOutcome, StudioForm } from '../../../extension/studio/form.ts'
import { id, present } from './samples.ts'

export interface StudioSetting {
  material: StudioMaterial
  /** What Studio's form has; a failure: it is not there. */
  form: StudioForm | Failure
  last: KeptPut | null
  /** What comes of a field that is put, where it is not put. */
  outcomes: Partial<Record<FieldName, FieldOutcome>>
}

export const studioVideo = 'sponge_city'

export const emptyForm: StudioForm = {
  got: 'form',
  url: `https://studio.youtube.com/video/${studioVideo}/edit`,
  title: { state: 'there', value: '', tried: [{ leg: 'ids', outcome: 'found' }] },
  description: { state: 'there', value: '', tried: [{ leg: 'ids', outcome: 'found' }] },
  tags: { state: 'there', value: [], tried: [{ leg: 'ids', outcome: 'found' }] },
}

export const studioMaterial: StudioMaterial = {
  projectId: id(101),
  titles: [
    'Your street floods because of a drain from 1890',
    'The drain under your street was built for another century',
    'Why your street floods',
  ],
  own: 'Where the water goes when it rains harder than your street was built for.',
  chapters: '0:00 The drain\n1:10 A century of concrete\n4:05 Sponge cities\n7:40 What you can do',
  sources: [
    'How rain gauges are read, and what they miss: https://journals.example.org/gauges',
    'Sponge cities, explained by an engineer: https://www.youtube.com/watch?v=sponge_city',
  ],
  tags: ['Why your street floods', 'storm drains', 'sponge city'],
  missing: [],
}

export const noStudio: StudioSetting = { material: studioMaterial, form: emptyForm, last: null, outcomes: {} }

/** Studio without a page: what is put is there, as far as the setting lets it. */
export function fakeStudio(
  setting: StudioSetting,
  note: (act: string, ...given: unknown[]) => void,
): StudioWorld {
  let { form, last } = setting
  const write = (changes: Changes) => {
    const fields: Partial<Record<FieldName, FieldOutcome>> = {}
    for (const field of Object.keys(changes) as FieldName[]) {
      fields[field] = setting.outcomes[field] ?? { outcome: 'put' }
      if (fields[field].outcome !== 'put' || 'code' in form) continue
      form = { ...form, [field]: { ...form[field], value: changes[field]!.after } }
    }
    return { ok: true, value: { got: 'put', url: emptyForm.url, fields } } as const
  }
  return {
    async material() {
      note('studio.material')
      return { ok: true, value: setting.material }
    },
    async keepOwn(projectId, text) {
      note('studio.keepOwn', projectId, text)
    },
    async look(at) {
      note('studio.look', at)
      return 'code' in form ? { ok: false, error: form } : { ok: true, value: form }
    },
    async put(at, changes) {
      note('studio.put', at, changes)
      const answer = write(changes)
      const put = Object.entries(changes).filter(
        ([field]) => answer.value.fields[field as FieldName]?.outcome === 'put',
      )
      if (put.length > 0) last = { at: present, changes: Object.fromEntries(put) }
      return answer
    },
    last: async () => last,
    async undo(at) {
      note('studio.undo', at)
      const changes = last?.changes ?? {}
      last = null
      return write(
        Object.fromEntries(
          Object.entries(changes).map(([field, { before, after }]) => [
            field,
            { before: after, after: before },
          ]),
        ) as Changes,
      )
    },
  }
}
