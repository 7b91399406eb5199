import './search.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { limits } from '../../../core/contract/limits.ts'
import type { SearchHit } from '../../../core/contract/search.ts'
import { usePanel } from '../panel-context.ts'
import { ChipFilter } from '../ui/chip-filter.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { later } from '../ui/later.tsx'
import { NotOpened } from '../ui/not-opened.tsx'
import type { Passage } from '../work/pages.tsx'
import { type Backed, useBacking } from './back-sentence.ts'
import { SearchFiltersPart } from './filters.tsx'
import { Hits } from './hits.tsx'
import { Recent } from './recent.tsx'
import { noDraft, questionOf, type SearchDraft, type Where } from './search-draft.ts'
import type { SearchWorld } from './search-world.ts'
import { useSearch } from './use-search.ts'
import { WithoutServer } from './without-server.tsx'

const Reader = later(() => import('../work/reader.tsx').then(part => part.Reader))

interface SearchPlaceProps {
  /** What is looked for; without it, what was typed last. */
  asked?: string
  /** The sentence that it is looked for: what is found can be put behind it. */
  backed?: Backed
  onClosed: () => void
}

const places: { choice: Where; name: string }[] = [
  { choice: 'project', name: 'This project' },
  { choice: 'everything', name: 'All projects' },
  { choice: 'channel', name: 'My channel' },
]

/** What was typed stays while the panel lives, for one project. */
let kept = { of: '', draft: noDraft }

/** Finds a passage in everything that was kept: while it is typed, and by keyboard alone. */
export function SearchPlace(props: SearchPlaceProps) {
  const { world } = usePanel()
  const [search, setSearch] = useState<SearchWorld | null>(null)
  useEffect(() => void world.search().then(setSearch), [])
  return search && <Place {...props} search={search} />
}

function Place({ search, asked, backed, onClosed }: SearchPlaceProps & { search: SearchWorld }) {
  const { world } = usePanel()
  const [reading, setReading] = useState<{
    source: { id: string; title: string }
    at: Passage | null
  } | null>(null)
  const place = useRef<HTMLDivElement>(null)
  const { projectId } = world.work.value
  const [draft, setDraft] = useState(
    asked !== undefined ? { ...noDraft, query: asked } : kept.of === projectId ? kept.draft : noDraft,
  )
  const connection = world.connection.value
  const back = useBacking(backed ?? null)
  const here = connection.state === 'online'
  const question = questionOf(draft, projectId)
  const [searched, now] = useSearch(search, here ? question : null)
  const change = (changes: Partial<SearchDraft>) => {
    const next = { ...draft, ...changes }
    setDraft(next)
    kept = { of: projectId, draft: next }
  }
  const remember = () => {
    if (question) void search.remember(question.query)
  }
  const field = () => place.current?.querySelector<HTMLInputElement>('.search__field')
  useEffect(() => {
    field()?.focus()
    field()?.select()
  }, [])

  const read = ({ place, text, startMs, page }: SearchHit) => {
    remember()
    if (place.of === 'source')
      setReading({ source: { id: place.sourceId, title: place.title }, at: { text, startMs, page } })
  }
  const sentence = backed?.document.state.value.sentences[backed.sentenceId]
  return (
    <Dialog title="Search" shape="sheet" onClosed={onClosed}>
      {close => (
        // biome-ignore lint/a11y/noStaticElementInteractions: it only moves the focus between what can be pressed
        <div ref={place} class="search" onKeyDown={event => moveInHits(event, place.current)}>
          {sentence && (
            <p class="search__for" dir="auto">
              <span class="search__why">What is to back: </span>
              {sentence.text}
            </p>
          )}
          <search class="search__head">
            <form
              class="search__box"
              onSubmit={event => {
                event.preventDefault()
                remember()
                if (here) now()
              }}
            >
              <Icon name="search" />
              <input
                class="search__field"
                type="search"
                aria-label="Search for"
                placeholder="Words, a figure, a name…"
                dir="auto"
                autocomplete="off"
                spellcheck={false}
                enterkeyhint="search"
                maxLength={limits.queryChars}
                value={draft.query}
                onInput={event => change({ query: event.currentTarget.value })}
              />
            </form>
            <ChipFilter
              legend="Where"
              choices={places}
              isShown={choice => choice === draft.where}
              onChoice={where => change({ where })}
            />
            {here && (
              <SearchFiltersPart
                key={draft.where}
                search={search}
                draft={draft}
                projectId={projectId}
                onFilters={filters => change({ filters })}
              />
            )}
          </search>
          {!here ? (
            <WithoutServer query={draft.query} onRead={source => setReading({ source, at: null })} />
          ) : searched.state === 'none' ? (
            <Recent
              search={search}
              where={draft.where}
              onQuery={query => {
                change({ query })
                field()?.focus()
              }}
            />
          ) : searched.state === 'failed' ? (
            <NotOpened title="The search did not go through" failure={searched.failure} again={now} />
          ) : (
            <Hits
              searched={searched}
              draft={draft}
              onDraft={change}
              onUsed={remember}
              onRead={read}
              onBack={
                back &&
                (hit => {
                  remember()
                  return back(hit, close)
                })
              }
            />
          )}
          {reading && <Reader {...reading} onClosed={() => setReading(null)} />}
        </div>
      )}
    </Dialog>
  )
}

/** Arrows go from the field through what was found and back; Home and End to its ends. */
function moveInHits(event: KeyboardEvent, place: HTMLElement | null): void {
  if (!place || event.ctrlKey || event.metaKey || event.altKey) return
  const field = place.querySelector<HTMLElement>('.search__field')
  const hits = [...place.querySelectorAll<HTMLElement>('.hit__open')]
  const from = document.activeElement
  const within = from?.closest('.hit')
  const at = within ? hits.findIndex(hit => within.contains(hit)) : -1
  if ((from !== field && at < 0) || hits.length === 0) return
  const to =
    event.key === 'ArrowDown'
      ? at + 1
      : event.key === 'ArrowUp' && at >= 0
        ? at - 1
        : event.key === 'Home' && at >= 0
          ? 0
          : event.key === 'End' && at >= 0
            ? hits.length - 1
            : null
  if (to === null || to >= hits.length) return
  event.preventDefault()
  const next = to < 0 ? field : hits[to]
  next?.focus()
}
