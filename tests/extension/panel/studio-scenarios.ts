import type { StudioForm } from '../../../extension/studio/form.ts'
import { emptyForm, noStudio, type StudioSetting, studioMaterial, studioVideo } from './fake-studio.ts'
import { article, type Setting, settings } from './fake-world.ts'

const studio =
  (setting: Partial<StudioSetting>, changes: Partial<Setting> = {}) =>
  () =>
    settings({
      page: {
        ...article,
        url: `https://studio.youtube.com/video/${studioVideo}/edit`,
        title: 'Video details - YouTube Studio',
        kind: 'studio',
      },
      studio: { ...noStudio, ...setting },
      ...changes,
    })
const written: StudioForm = {
  ...emptyForm,
  title: { ...emptyForm.title, state: 'there', value: 'Why your street floods (draft 3)' },
  description: {
    ...emptyForm.description,
    state: 'there',
    value: 'Support the channel: https://example.org/support\n\nMusic: none',
  },
  tags: { ...emptyForm.tags, state: 'there', value: ['rain', 'storm drains'] },
}
const tried = [
  { leg: 'ids', outcome: 'none' },
  { leg: 'parts', outcome: 'none' },
  { leg: 'labels', outcome: 'none' },
  { leg: 'counters', outcome: 'none' },
] as StudioForm['title']['tried']

export const studioScenarios: Record<string, () => Setting> = {
  studio: studio({}),
  'studio-written': studio({ form: written }),
  'studio-folded': studio({
    form: { ...emptyForm, tags: { state: 'hidden', tried: [{ leg: 'ids', outcome: 'hidden' }] } },
  }),
  'studio-changed-form': studio({
    form: {
      ...emptyForm,
      title: { state: 'missing', tried },
      description: { state: 'several', tried },
      tags: { state: 'readonly', tried },
    },
  }),
  'studio-gone': studio({
    form: {
      code: 'elsewhere',
      message:
        'Studio shows something else by now, so nothing was read or written there. Open the video’s details again.',
    },
  }),
  'studio-refuses': studio({
    form: written,
    outcomes: { title: { outcome: 'changed' }, tags: { outcome: 'not_taken' } },
  }),
  'studio-too-long': studio({
    material: {
      ...studioMaterial,
      titles: [
        `${studioMaterial.titles[0]} and what an engineer from Rotterdam would have done with it instead`,
      ],
      own: 'Everything about drains. '.repeat(130),
      sources: Array.from(
        { length: 60 },
        (_, n) => `Paper ${n + 1}: https://journals.example.org/a-paper/${n}`,
      ),
      tags: Array.from({ length: 40 }, (_, n) => `storm drain number ${n}`),
      missing: ['YouTube shows chapters from three on, each of ten seconds and more: the script has fewer.'],
      chapters: '',
    },
  }),
  'studio-list': studio(
    {},
    {
      page: {
        ...article,
        url: 'https://studio.youtube.com/channel/UCabcdefghijklmnopqrstuv/videos',
        title: 'Channel content - YouTube Studio',
        kind: 'studio',
      },
    },
  ),
}
