import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type {
  Changes,
  FieldName,
  PutAnswer,
  StudioAnswer,
  StudioForm,
  StudioQuestion,
} from '../../extension/studio/form.ts'
import { type StudioVariant, studioPage } from '../fixtures/studio/studio-page.ts'
import { inPageScript } from './support/in-page.ts'
import { openBrowser, openPage } from './support/watched.ts'

const videoId = 'abcdefghijk'
const edit = `https://studio.youtube.com/video/${videoId}/edit`

let browser: Browser
let script: string
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
  script = await inPageScript('extension/studio/in-page.ts')
})
afterAll(() => browser?.close())
afterEach(() => page?.close())

/** A page of Studio, and what the panel asks of it. */
async function studio(variant: Partial<StudioVariant> = {}, address = edit) {
  page = await openPage(browser, address, path =>
    /favicon/.test(path) ? null : { body: studioPage({ videoId, ...variant }) },
  )
  const ask = async (question: StudioQuestion): Promise<StudioAnswer> => {
    await page.evaluate(script)
    return page.evaluate(
      question =>
        (
          globalThis as unknown as {
            ownwordsTest: { studioForm: (question: unknown, at: unknown) => Promise<never> }
          }
        ).ownwordsTest.studioForm(question, {
          page: document,
          settled: () => new Promise<void>(resolve => setTimeout(resolve, 30)),
        }),
      question,
    )
  }
  return {
    ask,
    look: async () => (await ask({ ask: 'look', videoId })) as StudioForm,
    put: async (changes: Changes) => (await ask({ ask: 'put', videoId, changes })) as PutAnswer,
    model: () =>
      page.evaluate(() => {
        const { model, heard, saved } = globalThis as unknown as {
          model: { title: string; description: string; tags: string[] }
          heard: string[]
          saved: number
        }
        return { ...model, heard, saved }
      }),
  }
}

const legOf = (form: StudioForm, field: FieldName) =>
  form[field].tried.find(({ outcome }) => outcome === 'found')?.leg

const text =
  'What the gauges miss.\n\n0:00 Rain & wind\n1:10 “Gauges” twice\n\nSources:\nA: https://a.example/?x=1&y=2'

describe('looking at the form', () => {
  it('reads what is there, and says by which way', async () => {
    const { look } = await studio({
      title: 'Draft 3',
      description: 'My links\n\nhttps://me.example',
      tags: ['rain'],
    })
    const form = await look()
    expect(form).toMatchObject({
      got: 'form',
      title: { state: 'there', value: 'Draft 3' },
      description: { state: 'there', value: 'My links\n\nhttps://me.example' },
      tags: { state: 'there', value: ['rain'] },
    })
    expect(['title', 'description', 'tags'].map(field => legOf(form, field as FieldName))).toEqual([
      'ids',
      'ids',
      'ids',
    ])
  })

  it('finds the fields where every id, name and label has changed, by their counters', async () => {
    const { look } = await studio({ names: 'changed', title: 'Entwurf', tags: ['Regen'] })
    const form = await look()
    expect(form).toMatchObject({
      title: { value: 'Entwurf' },
      description: { value: '' },
      tags: { value: ['Regen'] },
    })
    for (const field of ['title', 'description', 'tags'] as const) expect(legOf(form, field)).toBe('counters')
    expect(form.title.tried.map(({ outcome }) => outcome)).toEqual(['none', 'none', 'none', 'found'])
  })

  it('finds them without shadow roots', async () => {
    const { look } = await studio({ light: true, title: 'Light', names: 'changed', tags: ['a', 'b'] })
    expect(await look()).toMatchObject({ title: { value: 'Light' }, tags: { value: ['a', 'b'] } })
  })

  it('reads lines as the browser makes them of Enter', async () => {
    const { look } = await studio({ description: 'x' })
    await page.evaluate(() => {
      const fields = document.querySelector('ytcp-video-metadata-editor')!.shadowRoot!
      const box = fields
        .querySelector('#description-textarea')!
        .shadowRoot!.querySelector('fake-text-box')!
        .shadowRoot!.querySelector('#textbox')!
      box.innerHTML = 'a<div><br></div><div>b</div><div>c<br>d</div><div><div>e&nbsp; f</div></div>'
    })
    expect((await look()).description).toMatchObject({ value: 'a\n\nb\nc\nd\ne  f' })
  })

  it('waits for a form that is still coming', async () => {
    const { look } = await studio({ afterMs: 700, title: 'Late' })
    expect(await look()).toMatchObject({ title: { value: 'Late' } })
  })

  it('tells what is not there, not seen, or not to be written into', async () => {
    expect(await (await studio({ without: ['tags'], folded: true })).look()).toMatchObject({
      title: { state: 'there' },
      tags: { state: 'missing' },
    })
    await page.close()
    expect((await (await studio({ folded: true })).look()).tags).toMatchObject({ state: 'hidden' })
    await page.close()
    expect(await (await studio({ readonly: true })).look()).toMatchObject({
      title: { state: 'readonly' },
      description: { state: 'readonly' },
      tags: { state: 'readonly' },
    })
  })

  it('knows the video in the dialog of an upload', async () => {
    const { look } = await studio(
      { title: 'Upload' },
      `https://studio.youtube.com/channel/UCabc/videos/upload?d=ud&udvid=${videoId}`,
    )
    expect(await look()).toMatchObject({ title: { value: 'Upload' } })
  })

  it('reads nothing of another video, nor of a form that still names one', async () => {
    const { ask } = await studio({ title: 'Mine' })
    expect(await ask({ ask: 'look', videoId: 'otherother1' })).toMatchObject({ got: 'elsewhere' })
    await page.close()
    const stale = await studio({ title: 'Old', names_video: 'otherother1' })
    expect(await stale.look()).toMatchObject({ got: 'elsewhere' })
    expect(await stale.put({ title: { before: 'Old', after: 'New' } })).toMatchObject({ got: 'elsewhere' })
    expect((await stale.model()).title).toBe('Old')
  })
})

describe('putting into the form', () => {
  const wanted = (form: StudioForm): Changes => ({
    title: { before: form.title.state === 'there' ? form.title.value : '', after: 'Why your street floods' },
    description: { before: form.description.state === 'there' ? form.description.value : '', after: text },
    tags: {
      before: form.tags.state === 'there' ? form.tags.value : [],
      after: ['rain', 'storm drains', 'flood'],
    },
  })

  it.each<[string, Partial<StudioVariant>]>([
    ['as Studio is', { title: 'Draft 3', description: 'My links', tags: ['rain'] }],
    ['that is empty', {}],
    ['whose names have changed', { names: 'changed', title: 'Entwurf', tags: ['rain'] }],
    ['without shadow roots', { light: true, title: 'Light' }],
    ['that keeps only what is typed', { strict: true, title: 'Draft', description: 'Old\nlines' }],
    ['that takes no typing', { refusesTyping: true, title: 'Draft', description: 'Old\nlines' }],
    ['that draws spaces as any page', { collapsing: true, description: 'Old' }],
    ['whose chips want Enter', { enterOnly: true, tags: ['rain'] }],
  ])('reaches the framework of a page %s', async (_, variant) => {
    const { look, put, model } = await studio(variant)
    const answer = await put(wanted(await look()))
    expect(answer.fields).toEqual({
      title: { outcome: 'put' },
      description: { outcome: 'put' },
      tags: { outcome: 'put' },
    })
    const kept = await model()
    expect(kept).toMatchObject({ title: 'Why your street floods', description: text, saved: 0 })
    expect([...kept.tags].sort()).toEqual(['flood', 'rain', 'storm drains'])
    expect(kept.heard).toContain(
      variant.refusesTyping ? 'input insertReplacementText by script' : 'input insertText',
    )
  })

  it('is taken back by the same way, to the letter', async () => {
    const { look, put, model } = await studio({
      title: 'Draft 3',
      description: 'My links\n\n  x',
      tags: ['rain', 'sea'],
    })
    const changes = wanted(await look())
    await put(changes)
    const back = Object.fromEntries(
      Object.entries(changes).map(([field, { before, after }]) => [field, { before: after, after: before }]),
    ) as Changes
    expect((await put(back)).fields).toEqual({
      title: { outcome: 'put' },
      description: { outcome: 'put' },
      tags: { outcome: 'put' },
    })
    expect(await model()).toMatchObject({
      title: 'Draft 3',
      description: 'My links\n\n  x',
      tags: ['rain', 'sea'],
    })
  })

  it('goes back to nothing where nothing was', async () => {
    const { put, model } = await studio()
    await put({ title: { before: '', after: 'Mine' }, tags: { before: [], after: ['rain'] } })
    await put({ title: { before: 'Mine', after: '' }, tags: { before: ['rain'], after: [] } })
    expect(await model()).toMatchObject({ title: '', tags: [] })
  })

  it('leaves alone what was changed since it was shown, and puts the rest', async () => {
    const { put, model } = await studio({ title: 'Typed meanwhile', description: '' })
    const { fields } = await put({
      title: { before: 'Draft', after: 'Mine' },
      description: { before: '', after: text },
      tags: { before: ['gone'], after: ['rain'] },
    })
    expect(fields).toEqual({
      title: { outcome: 'changed' },
      description: { outcome: 'put' },
      tags: { outcome: 'changed' },
    })
    expect(await model()).toMatchObject({ title: 'Typed meanwhile', description: text, tags: [] })
  })

  it('writes into no field that is missing, hidden or read-only', async () => {
    const first = await studio({ without: ['description'], folded: true, title: 'Draft' })
    const changes: Changes = {
      title: { before: 'Draft', after: 'Mine' },
      description: { before: '', after: text },
      tags: { before: [], after: ['rain'] },
    }
    expect((await first.put(changes)).fields).toEqual({
      title: { outcome: 'put' },
      description: { outcome: 'missing' },
      tags: { outcome: 'hidden' },
    })
    await page.close()
    const { put, model } = await studio({ readonly: true, title: 'Draft' })
    expect((await put(changes)).fields).toMatchObject({ title: { outcome: 'readonly' } })
    expect(await model()).toMatchObject({ title: 'Draft', heard: [] })
  })

  it('says where Studio does not keep a text, and puts back what was there', async () => {
    const { put, model } = await studio({ title: 'Draft', keepsTitle: 8 })
    const { fields } = await put({ title: { before: 'Draft', after: 'Why your street floods' } })
    expect(fields).toEqual({ title: { outcome: 'not_taken' } })
    expect(await model()).toMatchObject({ title: 'Draft' })
  })

  it('stops where the page goes on to another video meanwhile', async () => {
    const { put, model } = await studio({ title: 'Draft' })
    await page.evaluate(() => {
      document.addEventListener('input', () => history.pushState(null, '', '/video/otherother1/edit'), {
        once: true,
      })
    })
    const { fields } = await put({
      title: { before: 'Draft', after: 'Mine' },
      description: { before: '', after: text },
    })
    expect(fields).toMatchObject({ description: { outcome: 'navigated_away' } })
    expect(await model()).toMatchObject({ description: '' })
  })

  it('puts markup as the letters that it is', async () => {
    const { put, model } = await studio()
    const hostile = '<img src=x onerror="globalThis.saved=9"> & "quotes" {{x}}'
    await put({ description: { before: '', after: hostile } })
    expect(await model()).toMatchObject({ description: hostile, saved: 0 })
  })
})
