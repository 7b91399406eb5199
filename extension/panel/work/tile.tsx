import type { Source, SourceKind } from '../../../core/contract/source.ts'
import { Icon } from '../ui/icon.tsx'
import { clockTime, integer } from '../words/numbers.ts'
import { hostOf } from '../words/safe-url.ts'

/** A small picture of a source's kind, made of what we have: no favicon is fetched from anywhere. */
export function Tile({ source }: { source: Source }) {
  const site = source.site ?? hostOf(source.url)
  return (
    <KindTile
      kind={source.kind}
      hue={hueOf(site)}
      initial={initialOf(site)}
      atMs={source.moment ? source.moment.atMs : source.durationMs}
      frame={source.moment?.frame ?? null}
      pages={source.pages}
    />
  )
}

/** Of something that is no source here, by its site. */
export function SiteTile({ kind, site }: { kind: SourceKind; site: string }) {
  return <KindTile kind={kind} hue={hueOf(site)} initial={initialOf(site)} />
}

interface KindTileProps {
  kind: SourceKind
  hue?: number
  initial?: string
  /** How long a video is, or the second of a moment. */
  atMs?: number | null
  /** A picture that we hold ourselves, as a data address. */
  frame?: string | null
  pages?: number | null
}

export function KindTile(props: KindTileProps) {
  const { kind, hue = 80, initial = '¶', atMs = null, frame = null, pages = null } = props
  return (
    <span class={`tile tile--${kind}`} style={{ '--hue': hue }} aria-hidden="true">
      {kind === 'video' || kind === 'moment' ? (
        <>
          {frame ? (
            <img class="tile__frame" src={frame} alt="" />
          ) : (
            <Icon name={kind === 'moment' ? 'moment' : 'play'} />
          )}
          {atMs !== null && <span class="tile__clock numbers">{clockTime(atMs)}</span>}
        </>
      ) : kind === 'pdf' ? (
        <span class="tile__file numbers">
          PDF
          {pages !== null && <small>{pages === 1 ? '1 p.' : `${integer(pages)} pp.`}</small>}
        </span>
      ) : kind === 'selection' ? (
        <span class="tile__lines">
          <i />
          <i class="tile__marked" />
          <i />
        </span>
      ) : kind === 'knowledge' ? (
        <Icon name="pen" />
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
