import { describe, expect, it } from 'vitest'
import { belowOf, changesOf, composed, firstChoice } from '../../../extension/panel/studio/compose.ts'
import {
  leftWords,
  outcomeWords,
  triedWords,
  undoneWords,
  whyNot,
} from '../../../extension/panel/studio/studio-words.ts'
import type { StudioForm } from '../../../extension/studio/form.ts'
import { emptyForm, studioMaterial as material } from './fake-studio.ts'

const choice = firstChoice(material)
const withDescription = (value: string): StudioForm => ({
  ...emptyForm,
  description: { state: 'there', value, tried: [] },
})

describe('what is put', () => {
  it('is every field that is there, with what it has now', () => {
    const form: StudioForm = { ...emptyForm, title: { state: 'there', value: 'Draft', tried: [] } }
    const changes = changesOf(form, choice, composed(material, choice, form, null))
    expect(changes.title).toEqual({ before: 'Draft', after: material.titles[0] })
    expect(changes.description!.after).toContain('0:00 The drain')
    expect(changes.tags).toEqual({ before: [], after: material.tags })
  })
  it('leaves out what is not chosen, not there, empty, or so already', () => {
    const form: StudioForm = {
      ...emptyForm,
      title: { state: 'there', value: material.titles[0]!, tried: [] },
      tags: { state: 'hidden', tried: [] },
    }
    const none = { ...choice, put: { title: true, description: false, tags: true } }
    expect(changesOf(form, none, composed(material, none, form, null))).toEqual({})
    const blank = { ...choice, title: ' ', own: '', chapters: false, sources: false, tags: '' }
    expect(changesOf(emptyForm, blank, composed(material, blank, emptyForm, null))).toEqual({})
  })
  it('keeps what the description has, below, unless the creator lets it go', () => {
    const form = withDescription('My links')
    expect(composed(material, choice, form, null).description.text.endsWith('\n\nMy links')).toBe(true)
    const instead = { ...choice, how: 'instead' as const }
    expect(composed(material, instead, form, null).description.text).not.toContain('My links')
  })
  it('draws its own text anew in the place of what it put there before', () => {
    const ours = composed(material, choice, withDescription('My links'), null).description.text
    const last = { at: 0, changes: { description: { before: 'My links', after: ours } } }
    const form = withDescription(ours)
    expect(belowOf(form, last)).toBe('My links')
    const later = { ...choice, own: 'Other words.' }
    const { text } = composed(material, later, form, last).description
    expect(text.match(/My links/g)).toHaveLength(1)
    expect(text.match(/0:00/g)).toHaveLength(1)
    expect(text.startsWith('Other words.')).toBe(true)
    // What the creator changed in Studio since is theirs.
    expect(belowOf(withDescription(`${ours}!`), last)).toBe(`${ours}!`)
  })
})

describe('what is said', () => {
  it('of each field that cannot be written, with what to do', () => {
    expect(whyNot('title', { state: 'there', value: '', tried: [] })).toBeNull()
    expect(whyNot('tags', { state: 'hidden', tried: [] })).toContain('Show more')
    for (const state of ['missing', 'hidden', 'readonly', 'several'] as const)
      for (const field of ['title', 'description', 'tags'] as const)
        expect(whyNot(field, { state, tried: [] })).toMatch(/[.]$/)
  })
  it('of each outcome, and of what is taken back', () => {
    expect(outcomeWords('title', { outcome: 'put' })).toBe('Title: in the form.')
    expect(outcomeWords('title', { outcome: 'changed' })).toContain('left alone')
    expect(outcomeWords('tags', { outcome: 'hidden' })).toContain('Show more')
    expect(outcomeWords('description', { outcome: 'navigated_away' })).toContain('not written')
    expect(undoneWords('title', { outcome: 'put' })).toBe('Title: as it was before.')
    expect(undoneWords('title', { outcome: 'changed' })).toContain('changed in Studio since')
  })
  it('of what did not fit', () => {
    expect(leftWords({ own: '', chapters: false, sources: 0 })).toEqual([])
    expect(leftWords({ own: 'the end', chapters: true, sources: 1 })).toEqual([
      '1 source at the end did not fit.',
      'The chapters did not fit.',
      'The end of your text did not fit: “the end”',
    ])
  })
  it('of the way by which a field was found, or was looked for', () => {
    expect(
      triedWords({
        state: 'missing',
        tried: [
          { leg: 'ids', outcome: 'none' },
          { leg: 'counters', outcome: 'none' },
        ],
      }),
    ).toBe('Looked for by its id, the limit below it.')
    expect(
      triedWords({
        state: 'there',
        value: '',
        tried: [
          { leg: 'ids', outcome: 'none' },
          { leg: 'counters', outcome: 'found' },
        ],
      }),
    ).toBe('Found by the limit below it.')
  })
})
