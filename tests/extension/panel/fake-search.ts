import { signal } from '@preact/signals'
import type { SearchAnswer, SearchFacets, SearchQuestion } from '../../../core/contract/search.ts'
import type { Failure } from '../../../extension/panel/done.ts'
import type { SearchWorld } from '../../../extension/panel/search/search-world.ts'

export interface SearchSetting {
  /** What is found; null: the answer never comes. */
  answer: ((question: SearchQuestion) => SearchAnswer) | null
  facets: SearchFacets
  recent: string[]
  failure: Failure | null
}

const noFacets: SearchFacets = { kinds: [], sites: [], tags: [] }

export const noSearch: SearchSetting = {
  answer: () => ({ hits: [], meaning: null }),
  facets: noFacets,
  recent: [],
  failure: null,
}

/** A search that answers what it was told to. */
export function fakeSearch(
  setting: SearchSetting,
  note: (act: string, ...given: unknown[]) => void,
): SearchWorld {
  const recent = signal<readonly string[]>(setting.recent)
  return {
    recent,
    async ask(question) {
      note('ask', question)
      if (setting.failure) return { ok: false, error: setting.failure }
      if (!setting.answer) return new Promise(() => {})
      return { ok: true, value: setting.answer(question) }
    },
    async facets(scope) {
      note('facets', scope)
      return setting.failure
        ? { ok: false, error: setting.failure }
        : { ok: true, value: scope.in === 'channel' ? noFacets : setting.facets }
    },
    async remember(query) {
      note('remember', query)
      recent.value = [query, ...recent.value.filter(each => each !== query)]
    },
    async forgetRecent() {
      note('forgetRecent')
      recent.value = []
    },
  }
}
