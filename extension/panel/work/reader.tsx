import type { Moment, SourceDetail } from '../../../core/contract/source.ts'
import { watchAddress } from '../../capture/canonical.ts'
import { MomentNote } from '../moment/moment-note.tsx'
import { MomentPlace } from '../moment/moment-place.tsx'
import { usePanel } from '../panel-context.ts'
import { TagLine } from '../tags/tag-line.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PageLink } from '../ui/link.tsx'
import { NotOpened } from '../ui/not-opened.tsx'
import { useAnswer } from '../use-answer.ts'
import { exactly } from '../words/dates.ts'
import { clockTime, count } from '../words/numbers.ts'
import { hostOf, safeUrl } from '../words/safe-url.ts'
import { BlockWords, PictureLink } from './block-words.tsx'
import { type Block, readMarkdown, readText, saidIn } from './markdown.ts'
import { Pages, type Passage } from './pages.tsx'
import { type PageBlock, pageBlocks } from './pdf-pages.ts'
import { type Spoken, spokenBlocks } from './spoken-blocks.ts'

interface ReaderProps {
  source: { id: string; title: string }
  /** Where to begin: the passage is brought into sight and marked. */
  at?: Passage | null
  onClosed: () => void
}

/** What was kept of a source, to read: words only, whatever the page was made of. */
export function Reader({ source, at = null, onClosed }: ReaderProps) {
  const { world } = usePanel()
  const [kept, again] = useAnswer(() => world.openSource(source.id), [source.id])

  return (
    <Dialog title={source.title} shape="sheet" onClosed={onClosed}>
      {() => (
        <div class="reader">
          {kept.state === 'loading' && <p role="status">Opening what was kept…</p>}
          {kept.state === 'failed' && (
            <NotOpened title="It could not be opened" failure={kept.failure} again={again} />
          )}
          {kept.state === 'there' && (
            <>
              <div class="reader__about">
                <p class="reader__where">
                  <bdi>{kept.value.site ?? hostOf(kept.value.url)}</bdi> · kept{' '}
                  {exactly(kept.value.capturedAt)}
                </p>
                <TagLine source={kept.value} />
              </div>
              <Words detail={kept.value} at={at} />
            </>
          )}
        </div>
      )}
    </Dialog>
  )
}

function Words({ detail, at }: { detail: SourceDetail; at: Passage | null }) {
  return (
    <>
      {detail.facts.length > 0 && (
        <dl class="reader__facts">
          {detail.facts.map(({ name, value }) => (
            <div key={name + value}>
              <dt dir="auto">{name}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {detail.moment && <MomentFacts detail={detail} moment={detail.moment} />}
      <Text detail={detail} at={at} />
      {detail.images.length > 0 && (
        <details class="reader__pictures">
          <summary>{count(detail.images.length, 'picture')} on the page, not kept here</summary>
          <ul>
            {detail.images.map(({ src, alt, caption }) => (
              <li key={src} dir="auto">
                <PictureLink alt={alt || caption || ''} src={safeUrl(src)} />
                {caption && alt && <span class="reader__caption"> {caption}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function MomentFacts({ detail, moment }: { detail: SourceDetail; moment: Moment }) {
  return (
    <div class="reader__moment">
      {moment.frame && <img src={moment.frame} alt={`The video at ${clockTime(moment.atMs)}`} />}
      <MomentPlace source={detail} />
      <MomentNote source={detail} />
    </div>
  )
}

function Text({ detail, at }: { detail: SourceDetail; at: Passage | null }) {
  const { world } = usePanel()
  if (detail.transcript)
    return (
      <Pages
        items={spokenBlocks(detail.transcript)}
        unit="paragraph"
        at={at}
        said={block => block.text}
        near={(block, next) =>
          at?.startMs != null && block.startMs <= at.startMs && at.startMs < (next?.startMs ?? Infinity)
        }
      >
        {(block: Spoken) => (
          <div key={block.startMs} class="reader__spoken">
            <button
              type="button"
              class="cite numbers"
              aria-label={`Play from ${clockTime(block.startMs)}`}
              onClick={() => void world.visit(secondOf(detail, block.startMs))}
            >
              {clockTime(block.startMs)}
            </button>
            <p dir="auto">{block.text}</p>
          </div>
        )}
      </Pages>
    )
  if (detail.pageStarts.length > 0)
    return (
      <Pages
        items={pageBlocks(detail.text, detail.pageStarts)}
        unit="part"
        at={at}
        said={block => (block.kind === 'page' ? '' : saidIn(block))}
        near={block => block.kind === 'page' && block.number === at?.page}
      >
        {(block: PageBlock) =>
          block.kind === 'page' ? (
            <PageMark detail={detail} number={block.number} empty={block.empty} />
          ) : (
            <BlockWords block={block} />
          )
        }
      </Pages>
    )
  const blocks = detail.markdown ? readMarkdown(detail.markdown) : readText(detail.text)
  if (blocks.length === 0) return <p class="reader__where">No words were kept of it.</p>
  return (
    <Pages items={blocks} unit="paragraph" at={at} said={saidIn}>
      {(block: Block) => <BlockWords block={block} />}
    </Pages>
  )
}

/** Where a page of a PDF begins; it leads there where the PDF is on the web. */
function PageMark({ detail, number, empty }: { detail: SourceDetail; number: number; empty: boolean }) {
  const href = safeUrl(detail.url)
  const words = `Page ${number}`
  return (
    <h3 class="reader__page numbers">
      {href ? <PageLink url={`${href.replace(/#.*$/, '')}#page=${number}`}>{words}</PageLink> : words}
      {empty && <span>no text on it</span>}
    </h3>
  )
}

const secondOf = (detail: SourceDetail, ms: number) =>
  detail.videoId ? `${watchAddress(detail.videoId)}&t=${Math.floor(ms / 1000)}s` : detail.url
