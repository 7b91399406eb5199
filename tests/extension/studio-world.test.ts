import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import type { Ways } from '../../core/contract/decision.ts'
import { usualPace } from '../../core/script/timing.ts'
import type { Work } from '../../extension/panel/world.ts'
import { studioVideoOf } from '../../extension/studio/address.ts'
import { chromeAskStudio } from '../../extension/studio/ask-studio.ts'
import type { StudioAnswer, StudioQuestion } from '../../extension/studio/form.ts'
import { pageKind } from '../../extension/world/page-kind.ts'
import { type StudioDeps, studioWorld } from '../../extension/world/studio.ts'
import { emptyForm } from './panel/fake-studio.ts'
import { settings } from './panel/fake-world.ts'
import { memoryArea } from './support/ports.ts'

const videoId = 'abcdefghijk'
const edit = `https://studio.youtube.com/video/${videoId}/edit`
const at = { tabId: 5, videoId }

/** Studio in a tab of the test, whose answers and address are the test's. */
function studio(
  answer: (question: StudioQuestion) => Promise<StudioAnswer> | StudioAnswer,
  own: Partial<StudioDeps> = {},
) {
  const asked: StudioQuestion[] = []
  const tab = { url: edit as string | null, gone: false }
  const session = memoryArea()
  const local = memoryArea()
  const world = studioWorld({
    ask: async (_, question) => {
      asked.push(question)
      return answer(question)
    },
    tabs: {
      get: async () => {
        if (tab.gone) throw new Error('No tab with id: 5.')
        return { id: 5, url: tab.url } as never
      },
    },
    session,
    local,
    clock: () => 1_000,
    work: signal<Work>(settings().work),
    ways: async () => null,
    script: async () => null,
    ...own,
  })
  return { world, asked, tab, session, local }
}
const put = (fields: Extract<StudioAnswer, { got: 'put' }>['fields'], url = edit): StudioAnswer => ({
  got: 'put',
  url,
  fields,
})

describe('the address of a page of Studio', () => {
  it.each([
    [edit, videoId],
    [`https://studio.youtube.com/video/${videoId}`, videoId],
    [`https://studio.youtube.com/channel/UCx/videos/upload?d=ud&udvid=${videoId}`, videoId],
    [`https://studio.youtube.com/video/${videoId}/analytics`, null],
    ['https://studio.youtube.com/channel/UCx', null],
    ['https://studio.youtube.com/video/short/edit', null],
    [`https://studio.youtube.com.evil.example/video/${videoId}/edit`, null],
    [`https://www.youtube.com/video/${videoId}/edit`, null],
    ['nonsense', null],
  ])('%s', (address, id) => {
    expect(studioVideoOf(address)).toBe(id)
  })
  it('is known to the panel as Studio', () => {
    expect(pageKind(edit, 'text/html')).toBe('studio')
    expect(pageKind('https://studio.youtube.com/', null)).toBe('studio')
  })
})

describe('asking Studio', () => {
  it('looks only where the tab shows the video, and believes only its form', async () => {
    const form = { ...emptyForm, url: edit }
    const { world, tab, asked } = studio(() => form)
    expect(await world.look(at)).toEqual({ ok: true, value: form })
    tab.url = 'https://studio.youtube.com/video/otherother1/edit'
    expect(await world.look(at)).toMatchObject({ ok: false, error: { code: 'elsewhere' } })
    tab.url = null
    expect(await world.look(at)).toMatchObject({ ok: false, error: { code: 'elsewhere' } })
    expect(asked).toHaveLength(1)
  })
  it('drops a form that was read after the page went on', async () => {
    const { world } = studio(() => ({
      ...emptyForm,
      url: 'https://studio.youtube.com/video/otherother1/edit',
    }))
    expect(await world.look(at)).toMatchObject({ ok: false, error: { code: 'elsewhere' } })
  })
  it('says what to do where the tab is gone or does not answer', async () => {
    const { world, tab } = studio(() => Promise.reject(new Error('The page did not answer.')))
    expect(await world.look(at)).toMatchObject({ ok: false, error: { code: 'no_answer' } })
    tab.gone = true
    expect(await world.put(at, {})).toMatchObject({ ok: false, error: { code: 'tab_gone' } })
  })
  it('refuses an answer that is none', async () => {
    const answers: unknown[] = [
      undefined,
      { got: 'form' },
      { ...emptyForm, title: { state: 'there', value: 7 } },
    ]
    for (const value of answers) {
      const ask = chromeAskStudio({ inject: async () => {}, call: async () => value as never })
      const { world } = studio(question => ask(5, question))
      expect(await world.look(at)).toMatchObject({ ok: false, error: { code: 'no_answer' } })
    }
  })
})

describe('what was put', () => {
  const title = { before: 'Draft', after: 'Mine' }
  const tags = { before: ['a'], after: ['a', 'b'] }

  it('is kept for the way back, as far as it was put', async () => {
    const { world, asked } = studio(question =>
      put(
        question.ask === 'put' && question.changes.title?.after === 'Draft'
          ? { title: { outcome: 'put' } }
          : { title: { outcome: 'put' }, tags: { outcome: 'hidden' } },
      ),
    )
    expect(await world.last(videoId)).toBeNull()
    expect((await world.put(at, { title, tags })).ok).toBe(true)
    expect(await world.last(videoId)).toEqual({ at: 1_000, changes: { title } })
    expect(await world.undo(at)).toMatchObject({ ok: true })
    expect(asked.at(-1)).toEqual({
      ask: 'put',
      videoId,
      changes: { title: { before: 'Mine', after: 'Draft' } },
    })
    expect(await world.last(videoId)).toBeNull()
    expect(await world.undo(at)).toMatchObject({ ok: false, error: { code: 'nothing_to_undo' } })
  })
  it('goes back over two puts to what was there before both', async () => {
    const { world } = studio(() => put({ title: { outcome: 'put' }, tags: { outcome: 'put' } }))
    await world.put(at, { title, tags })
    await world.put(at, {
      title: { before: 'Mine', after: 'Better' },
      tags: { before: ['a', 'b'], after: ['a', 'b', 'c'] },
    })
    expect((await world.last(videoId))!.changes).toEqual({
      title: { before: 'Draft', after: 'Better' },
      tags: { before: ['a'], after: ['a', 'b', 'c'] },
    })
  })
  it('is told where the page went on in the middle of it, and kept as far as it came', async () => {
    const { world } = studio(() =>
      put(
        { title: { outcome: 'put' }, tags: { outcome: 'navigated_away' } },
        'https://studio.youtube.com/video/otherother1/edit',
      ),
    )
    expect(await world.put(at, { title, tags })).toMatchObject({
      ok: true,
      value: { fields: { tags: { outcome: 'navigated_away' } } },
    })
    expect((await world.last(videoId))!.changes).toEqual({ title })
  })
  it('cannot be taken back where the creator changed it: then it is theirs', async () => {
    const answers = [put({ title: { outcome: 'put' } }), put({ title: { outcome: 'changed' } })]
    const { world } = studio(() => answers.shift()!)
    await world.put(at, { title })
    expect(await world.undo(at)).toMatchObject({ ok: true })
    expect(await world.last(videoId)).toBeNull()
  })
  it('is nothing where what is kept is none of ours', async () => {
    const { world, session } = studio(() => emptyForm)
    await session.set(`studio-put:${videoId}`, { changes: { title: 'x' } })
    expect(await world.last(videoId)).toBeNull()
  })
})

describe('the material', () => {
  const ways = { branches: [], openId: '', plan: { targetSeconds: 480, voiceId: null } } as Ways
  const branch = (angle: unknown) =>
    ({ ...ways, openId: 'b', branches: [{ id: 'b', angle }] }) as unknown as Ways
  const angle = {
    content: {
      gate: 'angle',
      angle: {
        title: 'The drain of 1890',
        promise: 'You will know.',
        titles: ['A drain', 'Why your street floods'],
      },
    },
  }

  it('is the project’s name and what this computer knows, where nobody says more', async () => {
    const { world } = studio(() => emptyForm)
    const answer = await world.material()
    expect(answer).toMatchObject({
      ok: true,
      value: { titles: ['Why your street floods'], own: '', chapters: '', sources: [] },
    })
    expect(answer.ok && answer.value.missing.join()).toContain('server is away')
  })
  it('has the angle’s titles first, its promise until the creator writes their own, and says what is missing', async () => {
    const { world } = studio(() => emptyForm, {
      ways: async () => branch(angle),
      script: async () => ({ state: { seq: 0, beats: {}, sentences: {} }, pace: usualPace }),
    })
    const first = await world.material()
    expect(first).toMatchObject({
      ok: true,
      value: {
        titles: ['A drain', 'Why your street floods', 'The drain of 1890'],
        own: 'You will know.',
        tags: ['The drain of 1890', 'Why your street floods'],
        missing: ['The script has no words yet, so there are no chapters and no sources.'],
      },
    })
    await world.keepOwn(settings().work.projectId, '')
    expect(await world.material()).toMatchObject({ ok: true, value: { own: '' } })
  })
  it('says that no angle is decided, and that the script could not be read', async () => {
    const { world } = studio(() => emptyForm, { ways: async () => branch(null) })
    const answer = await world.material()
    const missing = answer.ok ? answer.value.missing.join(' ') : ''
    expect(missing).toContain('No angle is decided yet')
    expect(missing).toContain('could not be read')
  })
})
