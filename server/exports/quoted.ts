import { Citation } from '../../core/contract/brief.ts'
import { matchQuote, quotedText } from '../../core/evidence/match-quote.ts'
import type { Folder } from './folder.ts'
import { refuse } from './from-files.ts'

/**
 * Sees to it that what a folder says is quoted stands in its sources, as they are or as they were before they were
 * clipped anew: a citation's existence means that. The scripts are not looked at here, but as every script is.
 * @throws `invalid_request` where words are said to be quoted that no source has
 */
export function refuseForgedQuotes(folder: Folder): void {
  const texts = new Map(
    folder.sources.map(({ row, body, versions }) => [row.id, [body, ...versions.map(each => each.body)]]),
  )
  const seen = new Set<string>()
  const stands = ({ sourceId, anchor, start, end }: Citation): boolean => {
    const key = `${sourceId} ${start} ${anchor.exact}`
    if (seen.has(key)) return true
    const there = (texts.get(sourceId) ?? []).some(
      text =>
        text.slice(start, end) === anchor.exact ||
        text.includes(anchor.exact) ||
        matchQuote(quotedText(text), anchor.exact, anchor) !== null,
    )
    if (there) seen.add(key)
    return there
  }
  const look = (name: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      for (const each of value) look(name, each)
      return
    }
    const citation = 'anchor' in value && 'sourceId' in value ? Citation.safeParse(value) : null
    if (citation?.success && (citation.data.anchor.exact === '' || !stands(citation.data)))
      refuse(
        name,
        `It quotes words that its sources do not have: “${citation.data.anchor.exact.slice(0, 80)}”.`,
      )
    if (saysWithoutQuote(value)) refuse(name, 'It calls something quoted that quotes nothing.')
    for (const each of Object.values(value)) look(name, each)
  }
  look('briefs.json', folder.briefs)
  look('findings.json', folder.findings)
  look('conversation.json', folder.conversation)
  look('decisions.json', [folder.offers, folder.decisions])
  for (const { branchId, drafts, rewrites } of folder.scripts) look(`scripts ${branchId}`, [drafts, rewrites])
}

/** Quotes of own videos cannot be looked up here: the channel is not in the folder. */
const saysWithoutQuote = (value: object): boolean =>
  'standing' in value &&
  value.standing === 'quoted' &&
  'citations' in value &&
  Array.isArray(value.citations) &&
  value.citations.length === 0 &&
  !('channel' in value && Array.isArray(value.channel) && value.channel.length > 0)
