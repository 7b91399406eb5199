import type { Source, SourceKind } from '../../../core/contract/source.ts'
import { Icon } from '../ui/icon.tsx'
import { clockTime } from '../words/numbers.ts'
import { hostOf } from '../words/safe-url.ts'

/** A small picture of a source's kind, made of what we have: no favicon is fetched from anywhere. */
export function Tile({ source }: { source: Source }) {
  const site = source.site ?? hostOf(source.url)
  return (
    <KindTile kind={source.kind} hue={hueOf(site)} initial={initialOf(site)} durationMs={source.durationMs} />
  )
}

interface KindTileProps {
  kind: SourceKind
  hue?: number
  initial?: string
  durationMs?: number | null
}

export function KindTile({ kind, hue = 80, initial = '¶', durationMs = null }: KindTileProps) {
  return (
    <span class={`tile tile--${kind}`} style={{ '--hue': hue }} aria-hidden="true">
      {kind === 'video' ? (
        <>
          <Icon name="play" />
          {durationMs !== null && <span class="tile__clock numbers">{clockTime(durationMs)}</span>}
        </>
      ) : kind === 'pdf' ? (
        <span class="tile__kind">PDF</span>
      ) : kind === 'selection' ? (
        <span class="tile__lines">
          <i />
          <i class="tile__marked" />
          <i />
        </span>
      ) : (
        <span class="tile__initial">{initial}</span>
      )}
    </span>
  )
}

const initialOf = (site: string) => [...site.replace(/^the /i, '').trim()][0]?.toUpperCase() ?? '¶'

/** The same site always has the same tint. */
function hueOf(site: string): number {
  let sum = 7
  for (const letter of site) sum = (sum * 31 + letter.codePointAt(0)!) % 3600
  return sum % 360
}
