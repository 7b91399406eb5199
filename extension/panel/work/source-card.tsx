import { useState } from 'preact/hooks'
import type { Run } from '../../../core/contract/run.ts'
import type { Source } from '../../../core/contract/source.ts'
import { CheckLine } from '../check/check-line.tsx'
import { type Twin, TwinNote } from '../duplicates/twin-note.tsx'
import { MomentNote } from '../moment/moment-note.tsx'
import { MomentPlace } from '../moment/moment-place.tsx'
import { usePanel } from '../panel-context.ts'
import { Tags } from '../tags/tags.tsx'
import { Icon } from '../ui/icon.tsx'
import { PageLink } from '../ui/link.tsx'
import { published } from '../words/dates.ts'
import { count } from '../words/numbers.ts'
import { hostOf } from '../words/safe-url.ts'
import type { WaitingClip } from '../world.ts'
import { useMayWrite } from '../writing.tsx'
import { addCaptions, CaptionButton } from './caption-file.tsx'
import { ReceiptLine } from './receipt-line.tsx'
import { SourceMenu } from './source-menu.tsx'
import { SourceState } from './source-state.tsx'
import { Tile } from './tile.tsx'

interface SourceCardProps {
  source: Source
  waiting: WaitingClip | null
  /** The work of reading it in, while it goes on. */
  reading: Run | null
  /** Another source that says the same. */
  twin: Twin | null
  onRead: () => void
  onVersions: () => void
  onTags: () => void
  onRemove: () => void
}

export function SourceCard(props: SourceCardProps) {
  const { source, waiting, reading, twin, onRead, onVersions, onTags, onRemove } = props
  const panel = usePanel()
  const [over, setOver] = useState(false)
  const date = published(source.published)
  // A video's site is told by its tile; whose it is, is not.
  const where =
    ((source.kind === 'video' || source.kind === 'moment') && source.author) ||
    source.site ||
    hostOf(source.url)
  const wordless = source.kind === 'video' && !source.receipt.video?.segments
  const mayWrite = useMayWrite()
  const drop = mayWrite && source.kind === 'video'
  return (
    <li
      class={`source${over ? ' source--over' : ''}`}
      data-source={source.id}
      onDragOver={event => {
        if (!drop || !event.dataTransfer?.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        setOver(false)
        const file = drop && event.dataTransfer?.files[0]
        if (!file) return
        event.preventDefault()
        void addCaptions(panel, source, file)
      }}
    >
      <Tile source={source} />
      <div class="source__body">
        <h3 class="source__title" dir="auto">
          <PageLink url={source.url}>{source.title}</PageLink>
        </h3>
        {(where || date || source.versions > 1) && (
          <p class="source__where">
            {where && (
              <span>
                <bdi>{where}</bdi>
              </span>
            )}
            {date && <span class="source__date">{date}</span>}
            {source.versions > 1 && (
              <span class="source__date">
                <button type="button" class="word-button" onClick={onVersions}>
                  {count(source.versions, 'version')}
                </button>
              </span>
            )}
          </p>
        )}
        {source.moment && <MomentPlace source={source} />}
        <ReceiptLine source={source} />
        {source.moment && <MomentNote source={source} />}
        {source.tags.length > 0 && <Tags tags={source.tags} />}
        <SourceState source={source} waiting={waiting} reading={reading} />
        <CheckLine source={source} />
        {wordless && mayWrite && <CaptionButton source={source} />}
        {twin && mayWrite && <TwinNote source={source} {...twin} onRemove={onRemove} />}
      </div>
      <SourceMenu
        source={source}
        waits={waiting !== null}
        onRead={onRead}
        onVersions={onVersions}
        onTags={onTags}
        onRemove={onRemove}
      />
      {over && (
        <p class="source__drop">
          <Icon name="file" /> Drop the caption file here
        </p>
      )}
    </li>
  )
}
