import type { ComponentChildren } from 'preact'
import type { SearchAnswer, SearchHit } from '../../../core/contract/search.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useMayWrite } from '../writing.tsx'
import { Hit } from './hit.tsx'
import { hitsWords, meaningWords } from './hit-words.ts'
import type { Searched } from './live-search.ts'
import { filtersSet, noFilters, type SearchDraft } from './search-draft.ts'

interface HitsProps {
  searched: Extract<Searched, { state: 'asking' | 'there' }>
  draft: SearchDraft
  onDraft: (changes: Partial<SearchDraft>) => void
  /** Something was made of an answer: its question is worth keeping. */
  onUsed: () => void
  onRead: (hit: SearchHit) => void
  /** Puts it behind the sentence that it was looked for; null: for none. */
  onBack: ((hit: SearchHit) => Promise<void>) | null
}

/** What was found. While a newer question is asked, the older answer stays, dimmed. */
export function Hits({ searched, draft, onDraft, onUsed, onRead, onBack }: HitsProps) {
  const asking = searched.state === 'asking'
  const answer = asking ? searched.before : searched.answer
  return (
    <section class="hits" aria-label="What was found" aria-busy={asking ? 'true' : undefined}>
      <p class="hits__count" role="status">
        {asking ? 'Searching…' : hitsWords(searched.answer)}
      </p>
      {asking && (!answer || answer.hits.length === 0) && <Skeleton rows={3} />}
      {answer && answer.hits.length > 0 && (
        <>
          <ol class={asking ? 'hits__list hits__list--old' : 'hits__list'}>
            {answer.hits.map(hit => (
              <Hit
                key={`${hit.place.of === 'source' ? hit.place.sourceId : hit.place.videoId} ${hit.ord}`}
                hit={hit}
                named={{ project: draft.where === 'everything' }}
                onUsed={onUsed}
                onRead={() => onRead(hit)}
                onBack={onBack && (() => onBack(hit))}
              />
            ))}
          </ol>
          <How answer={answer} searched={searched} />
        </>
      )}
      {!asking && searched.answer.hits.length === 0 && (
        <Nothing draft={draft} how={<How answer={searched.answer} searched={searched} />} onDraft={onDraft} />
      )}
    </section>
  )
}

/** What took part in the search, and the way on where the model's reading of the passages stopped. */
function How({ answer, searched }: { answer: SearchAnswer; searched: HitsProps['searched'] }) {
  const { world, feedback } = usePanel()
  const mayWrite = useMayWrite()
  const { meaning } = answer
  const stopped = meaning?.problem ? meaning.runId : null
  const { scope } = searched.question
  const again = async (runId: string) => {
    // Outside a project the passages are one's own, though somebody else's project is open.
    const result = await world.retryRun(runId, scope.in === 'project' ? scope.projectId : null)
    feedback.toast(
      result.ok
        ? {
            tone: 'calm',
            text: 'Your passages are being read. What is read is found by meaning from then on.',
          }
        : { tone: 'bad', text: result.error.message },
    )
  }
  return (
    <div class="hits__how">
      <p>{meaningWords(answer)}</p>
      {stopped && mayWrite && (
        <Button small icon="retry" held={searched.state === 'asking'} onClick={() => void again(stopped)}>
          Read the passages again
        </Button>
      )}
    </div>
  )
}

/** Nothing was found: what can be tried, each a press away. */
function Nothing(props: {
  draft: SearchDraft
  how: ComponentChildren
  onDraft: (changes: Partial<SearchDraft>) => void
}) {
  const { draft, how, onDraft } = props
  return (
    <div class="teach">
      <p>
        No passage {whereWords[draft.where]} answers “<bdi>{draft.query.trim()}</bdi>”. Try fewer words, or
        words as the source would say them.
      </p>
      <div class="hits__tries">
        {filtersSet(draft.filters) > 0 && (
          <Button small icon="close" onClick={() => onDraft({ filters: noFilters })}>
            Without the filters
          </Button>
        )}
        {draft.where !== 'everything' && (
          <Button small icon="search" onClick={() => onDraft({ where: 'everything', filters: noFilters })}>
            In all projects
          </Button>
        )}
      </div>
      {how}
    </div>
  )
}

const whereWords = {
  project: 'of this project',
  everything: 'of your projects',
  channel: 'of your channel’s videos',
} as const
