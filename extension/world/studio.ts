import { err, ok, type Result } from '../../core/contract/result.ts'
import { accessRefusal } from '../browser/scripting.ts'
import type { Area } from '../browser/storage.ts'
import type { Tabs } from '../browser/tabs.ts'
import type { Failure } from '../panel/done.ts'
import type { KeptPut, StudioAt, StudioWorld } from '../panel/studio/studio-world.ts'
import { studioVideoOf } from '../studio/address.ts'
import type { AskStudio } from '../studio/ask-studio.ts'
import type { Changes, FieldName, PutAnswer, StudioAnswer, StudioQuestion } from '../studio/form.ts'
import { type MaterialDeps, ownKey, studioMaterial } from './studio-material.ts'

export interface StudioDeps extends MaterialDeps {
  ask: AskStudio
  tabs: Pick<Tabs, 'get'>
  /** Keeps what was put while the browser runs. */
  session: Pick<Area, 'get' | 'set' | 'remove'>
  local: Area
  clock: () => number
}

const putKey = (videoId: string) => `studio-put:${videoId}`

/** YouTube Studio as the panel has to do with it. Every answer is held against the tab that it came from. */
export function studioWorld(deps: StudioDeps): StudioWorld {
  const { ask, tabs, session, local, clock } = deps

  /** Asks the tab while it shows this video, before and after. */
  async function asked(at: StudioAt, question: StudioQuestion): Promise<Result<StudioAnswer, Failure>> {
    try {
      if (!(await isStill(at))) return err(ELSEWHERE)
      const answer = await ask(at.tabId, question)
      if (answer.got === 'elsewhere' || studioVideoOf(answer.url) !== at.videoId)
        // What was put before the page went on is told all the same.
        return answer.got === 'put' ? ok(answer) : err(ELSEWHERE)
      return ok(answer)
    } catch (error) {
      return err(refusal(error))
    }
  }

  const isStill = async ({ tabId, videoId }: StudioAt) => {
    const { url } = await tabs.get(tabId)
    return url !== null && studioVideoOf(url) === videoId
  }

  async function put(at: StudioAt, changes: Changes): Promise<Result<PutAnswer, Failure>> {
    const answer = await asked(at, { ask: 'put', videoId: at.videoId, changes })
    if (!answer.ok) return answer
    return answer.value.got === 'put' ? ok(answer.value) : err(ELSEWHERE)
  }

  async function last(videoId: string): Promise<KeptPut | null> {
    const kept = await session.get(putKey(videoId))
    if (kept === undefined) return null
    const shapes = await import('../studio/shapes.ts')
    const parsed = shapes.KeptPut.safeParse(kept)
    return parsed.success ? (parsed.data as KeptPut) : null
  }

  return {
    material: () => studioMaterial(deps),
    keepOwn: (projectId, text) => local.set(ownKey(projectId), text),
    async look(at) {
      const answer = await asked(at, { ask: 'look', videoId: at.videoId })
      if (!answer.ok) return answer
      return answer.value.got === 'form' ? ok(answer.value) : err(ELSEWHERE)
    },
    async put(at, changes) {
      const answer = await put(at, changes)
      if (!answer.ok) return answer
      const done = only(changes, field => answer.value.fields[field]?.outcome === 'put')
      if (Object.keys(done).length > 0) {
        const before = await last(at.videoId)
        await session.set(putKey(at.videoId), { at: clock(), changes: joined(before?.changes ?? {}, done) })
      }
      return answer
    },
    last,
    async undo(at) {
      const kept = await last(at.videoId)
      if (!kept) return err(NOTHING)
      const answer = await put(at, back(kept.changes))
      if (!answer.ok) return answer
      // What the creator changed since is theirs: there is no former text to that any more.
      const left = only(kept.changes, field => {
        const outcome = answer.value.fields[field]?.outcome
        return outcome !== 'put' && outcome !== 'changed'
      })
      if (Object.keys(left).length > 0) await session.set(putKey(at.videoId), { ...kept, changes: left })
      else await session.remove(putKey(at.videoId))
      return answer
    },
  }
}

const FIELDS: FieldName[] = ['title', 'description', 'tags']

const only = (changes: Changes, holds: (field: FieldName) => boolean): Changes =>
  Object.fromEntries(
    FIELDS.filter(field => changes[field] && holds(field)).map(field => [field, changes[field]]),
  )

/** What was put upon what was put goes back to what was there before both. */
function joined(earlier: Changes, later: Changes): Changes {
  const follows = <Value>(
    first: { before: Value; after: Value } | undefined,
    second: { before: Value; after: Value } | undefined,
  ) =>
    first && second && String(first.after).trim() === String(second.before).trim()
      ? { before: first.before, after: second.after }
      : (second ?? first)
  const entries = FIELDS.map(field => [field, follows<unknown>(earlier[field], later[field])] as const)
  return Object.fromEntries(entries.filter(([, change]) => change !== undefined))
}

const back = (changes: Changes): Changes =>
  Object.fromEntries(
    FIELDS.flatMap(field => {
      const change = changes[field]
      return change ? [[field, { before: change.after, after: change.before }]] : []
    }),
  )

const ELSEWHERE: Failure = {
  code: 'elsewhere',
  message:
    'Studio shows something else by now, so nothing was read or written there. Open the video’s details again.',
}
const NOTHING: Failure = {
  code: 'nothing_to_undo',
  message:
    'Nothing that Ownwords put into this video’s details is known any more. Studio’s own “Undo changes” takes back all that is not saved.',
}

function refusal(error: unknown): Failure {
  const why = accessRefusal(error)
  return why === 'gone'
    ? { code: 'tab_gone', message: 'The tab of Studio was closed. Nothing was written.' }
    : {
        code: 'no_answer',
        message: 'The page of Studio did not answer. Reload it and try again; nothing here is lost.',
      }
}
