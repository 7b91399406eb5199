import { usePanel } from '../panel-context.ts'
import { IconButton } from '../ui/button.tsx'
import type { Where } from './search-draft.ts'
import type { SearchWorld } from './search-world.ts'

interface RecentProps {
  search: SearchWorld
  where: Where
  onQuery: (query: string) => void
}

/** Before anything is typed: what was searched for last, and what this is. */
export function Recent({ search, where, onQuery }: RecentProps) {
  const { feedback } = usePanel()
  const recent = search.recent.value
  return (
    <>
      {recent.length > 0 && (
        <section class="recent" aria-label="Searched for lately">
          <div class="recent__head">
            <h3 class="recent__title">Lately</h3>
            <IconButton
              icon="trash"
              label="Forget what was searched for"
              onClick={async event => {
                const place = event.currentTarget.closest('.search')
                await search.forgetRecent()
                feedback.say('Forgotten')
                place?.querySelector<HTMLElement>('.search__field')?.focus()
              }}
            />
          </div>
          <ul>
            {recent.map(query => (
              <li key={query}>
                <button type="button" class="recent__query" dir="auto" onClick={() => onQuery(query)}>
                  {query}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div class="teach">
        <p>{teach[where]}</p>
        <p class="teach__aside">
          Any of the words will do, and rare ones count more; words in "quotes" must stand there as they are.
          Arrow keys go through what is found, Enter opens its place.
        </p>
      </div>
    </>
  )
}

const teach: Record<Where, string> = {
  project:
    'Finds the passage, not just the page: in every article, video, PDF and moment of this project, each with its second, page or sentence.',
  everything: 'Finds the passage in the sources of all your projects.',
  channel:
    'Finds where you said it: the words of your own videos, each with its second. Fetch them first from “Your channel”.',
}
