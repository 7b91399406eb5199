import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { SearchFacets, SearchFilters } from '../../../core/contract/search.ts'
import { Button } from '../ui/button.tsx'
import { ChipFilter } from '../ui/chip-filter.tsx'
import { NotOpened } from '../ui/not-opened.tsx'
import { useAnswer } from '../use-answer.ts'
import { integer } from '../words/numbers.ts'
import { kindNames } from '../work/kind-filter.tsx'
import { filtersSet, noFilters, type SearchDraft, scopeOf, toggled } from './search-draft.ts'
import type { SearchWorld } from './search-world.ts'

interface FiltersProps {
  search: SearchWorld
  draft: SearchDraft
  projectId: string
  onFilters: (filters: SearchFilters) => void
}

/** What the search keeps to: kinds, sites, tags, dates; offered as far as there are such sources. */
export function SearchFiltersPart(props: FiltersProps) {
  const { draft } = props
  const set = filtersSet(draft.filters)
  const [open, setOpen] = useState(set > 0)
  return (
    <details class="search-filters" open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>Filters{set > 0 && <span class="numbers"> · {integer(set)} set</span>}</summary>
      {open && <Offered {...props} />}
    </details>
  )
}

function Offered({ search, draft, projectId, onFilters }: FiltersProps) {
  const { filters, where } = draft
  const [facets, again] = useAnswer(() => search.facets(scopeOf(where, projectId)), [where, projectId])
  return (
    <div class="search-filters__all">
      {facets.state === 'loading' && <p role="status">Looking what there is…</p>}
      {facets.state === 'failed' && (
        <NotOpened title="The filters could not be had" failure={facets.failure} again={again} />
      )}
      {facets.state === 'there' && <Facets facets={facets.value} filters={filters} onFilters={onFilters} />}
      <div class="search-filters__dates">
        <Day label="From" value={filters.from} onDay={from => onFilters({ ...filters, from })} />
        <Day label="To" value={filters.to} onDay={to => onFilters({ ...filters, to })} />
      </div>
      {filters.from && filters.to && filters.from > filters.to && (
        <p class="field__error">The first day is after the last one: nothing can be between them.</p>
      )}
      <p class="field__hint">The day it was published where that is known, else the day you clipped it.</p>
      {filtersSet(filters) > 0 && (
        <div>
          <Button small tone="quiet" icon="close" onClick={() => onFilters(noFilters)}>
            Clear filters
          </Button>
        </div>
      )}
    </div>
  )
}

function Facets(props: {
  facets: SearchFacets
  filters: SearchFilters
  onFilters: (filters: SearchFilters) => void
}) {
  const { facets, filters, onFilters } = props
  return (
    <>
      {facets.kinds.length > 0 && (
        <Facet name="Kind">
          <ChipFilter
            legend="Kind"
            choices={facets.kinds.map(({ kind, sources }) => ({
              choice: kind,
              name: kindNames[kind],
              count: sources,
            }))}
            isShown={kind => filters.kinds.includes(kind)}
            onChoice={kind => onFilters({ ...filters, kinds: toggled(filters.kinds, kind) })}
          />
        </Facet>
      )}
      <Words
        name="Tag"
        words={facets.tags.map(({ tag, sources }) => ({ word: tag, sources }))}
        set={filters.tags}
        onWord={tag => onFilters({ ...filters, tags: toggled(filters.tags, tag) })}
      />
      <Words
        name="Site"
        words={facets.sites.map(({ site, sources }) => ({ word: site, sources }))}
        set={filters.sites}
        onWord={site => onFilters({ ...filters, sites: toggled(filters.sites, site) })}
      />
    </>
  )
}

/** So many are offered at first; more wait behind a button. */
const few = 8

function Words(props: {
  name: string
  words: { word: string; sources: number }[]
  set: readonly string[]
  onWord: (word: string) => void
}) {
  const { name, words, set, onWord } = props
  const [whole, setWhole] = useState(false)
  if (words.length === 0) return null
  const shown = whole ? words : words.filter(({ word }, at) => at < few || set.includes(word))
  return (
    <Facet name={name}>
      <ChipFilter
        legend={name}
        choices={shown.map(({ word, sources }) => ({ choice: word, name: word, count: sources }))}
        isShown={word => set.includes(word)}
        onChoice={onWord}
      />
      {shown.length < words.length && (
        <button type="button" class="word-button" onClick={() => setWhole(true)}>
          {integer(words.length - shown.length)} more
        </button>
      )}
    </Facet>
  )
}

function Facet({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="facet">
      <p class="facet__name" aria-hidden="true">
        {name}
      </p>
      {children}
    </div>
  )
}

function Day(props: { label: string; value: string | null; onDay: (day: string | null) => void }) {
  const { label, value, onDay } = props
  return (
    <label class="field">
      <span class="field__label">{label}</span>
      <input
        class="field__input"
        type="date"
        value={value ?? ''}
        onChange={event => onDay(event.currentTarget.value || null)}
      />
    </label>
  )
}
