import type { ReadonlySignal } from '@preact/signals'
import type { Branch, Ways } from '../../core/contract/decision.ts'
import { ok } from '../../core/contract/result.ts'
import type { ScriptState } from '../../core/contract/script.ts'
import { chapterLines } from '../../core/script/forms/chapters.ts'
import { sourceLines } from '../../core/script/forms/source-list.ts'
import { spokenOf } from '../../core/script/order.ts'
import type { SpeakingPace } from '../../core/script/timing.ts'
import { tagsOf } from '../../core/studio/tags.ts'
import type { Area } from '../browser/storage.ts'
import type { Done } from '../panel/done.ts'
import type { StudioMaterial } from '../panel/studio/studio-world.ts'
import type { Work } from '../panel/world.ts'

export interface MaterialDeps {
  work: ReadonlySignal<Work>
  /** What is decided of the project that is open, as soon as it is known; null: nobody knows. */
  ways: () => Promise<Ways | null>
  /** The script of a branch and the pace that it is timed by; null where there is none, or nobody knows. */
  script: (branch: Branch) => Promise<{ state: ScriptState; pace: SpeakingPace } | null>
  local: Pick<Area, 'get'>
}

export const ownKey = (projectId: string) => `studio-text:${projectId}`

const NOT_KNOWN =
  'What you decided is not known while the server is away: here is what this computer has. Open it again when you are connected.'

/** A video has some tags that fit it; the hundredth theme is none of them. */
const MOST_THEMES = 12

/** What the open project has for a video's details. Never fails: what is not there is missing, and said to be. */
export async function studioMaterial({
  work,
  ways,
  script,
  local,
}: MaterialDeps): Promise<Awaited<Done<StudioMaterial>>> {
  const { projectId, projects, brief, sources } = work.peek()
  const name = projects.find(({ id }) => id === projectId)?.title ?? ''
  const missing: string[] = []

  const known = await ways()
  const branch = known?.branches.find(({ id }) => id === known.openId) ?? null
  const content = branch?.angle?.content
  const angle = content?.gate === 'angle' ? content.angle : null
  if (!known) missing.push(NOT_KNOWN)
  else if (!angle)
    missing.push(
      'No angle is decided yet: its titles will be offered here. Until then it is the project’s name.',
    )

  const found = branch ? await script(branch) : null
  const chapters = found ? chapterLines(found.state, found.pace) : ''
  const lines = found ? sourceLines(found.state).split('\n').filter(Boolean) : []
  if (branch && !found) missing.push('The script could not be read just now: no chapters and no sources yet.')
  else if (found && spokenOf(found.state).length === 0)
    missing.push('The script has no words yet, so there are no chapters and no sources.')
  else if (found) {
    if (!chapters)
      missing.push(
        'YouTube shows chapters from three on, each of ten seconds and more: the script has fewer.',
      )
    if (lines.length === 0) missing.push('No sentence of the script has a source.')
  }

  const kept = await local.get(ownKey(projectId))
  const titles = [...(angle ? [...angle.titles, angle.title] : []), name].map(title => title.trim())
  return ok({
    projectId,
    titles: [...new Set(titles.filter(Boolean))],
    own: typeof kept === 'string' ? kept : (angle?.promise ?? ''),
    chapters,
    sources: lines,
    tags: tagsOf([
      ...(angle ? [angle.title] : []),
      name,
      ...(brief?.themes ?? []).slice(0, MOST_THEMES).map(({ title }) => title),
      ...new Set(sources.flatMap(source => source.tags)),
    ]),
    missing,
  })
}
