import type { SourceDetail } from '../../core/contract/source.ts'
import { siteOf } from '../browser/permissions.ts'
import type { CheckDeps } from './check-deps.ts'
import { type Verdict, verdict } from './verdict.ts'

/** Where a source is looked for again; null for a file, which is nowhere to be looked for. */
export function placeOf({
  kind,
  url,
  videoId,
}: Pick<SourceDetail, 'kind' | 'url' | 'videoId'>): string | null {
  return (kind === 'video' || kind === 'moment') && videoId ? 'https://www.youtube.com/*' : siteOf(url)
}

export const KNOWLEDGE_STAYS = 'You said this yourself: there is no place on the web to compare it with.'
export const FILE_STAYS = 'You gave this file yourself: there is no place on the web to compare it with.'

/** Whether what was kept is still where it was taken. Rejects only where `signal` is aborted. */
export async function checkSource(
  source: SourceDetail,
  deps: CheckDeps,
  signal: AbortSignal,
): Promise<Verdict> {
  const site = placeOf(source)
  if (!site) return verdict('same', source.kind === 'knowledge' ? KNOWLEDGE_STAYS : FILE_STAYS)
  if (!(await deps.allowed(site))) {
    const host = new URL(site.replace(/\*$/, '')).hostname
    return verdict(
      'no_access',
      `Ownwords may not read ${host}. Check again and allow it, or open the page and press the toolbar icon.`,
    )
  }
  try {
    // Loaded when they are needed: the panel's first picture waits for none of them.
    if (source.kind === 'video' || source.kind === 'moment')
      return await (await import('./check-video.ts')).checkVideo(source, deps, signal)
    if (source.kind === 'pdf') return await (await import('./check-pdf.ts')).checkPdf(source, deps, signal)
    return await (await import('./check-page.ts')).checkPage(source, deps, signal)
  } catch {
    signal.throwIfAborted()
    return verdict(
      'unreachable',
      'What the site gives now could not be compared. Open the page and clip it again.',
    )
  }
}
