import { useState } from 'preact/hooks'
import type { Citation } from '../../../core/contract/brief.ts'
import { Cited } from '../brief/statement.tsx'
import { citationKey } from '../decisions/citation-key.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { count } from '../words/numbers.ts'
import { found } from './evidence-pool.ts'

/** More are found by another word. */
const SHOWN = 6
const MOST = 40

interface BeatEvidenceProps {
  evidence: Citation[]
  pool: Citation[]
  onEvidence: (evidence: Citation[]) => void
}

/** The quotes that a beat rests on: to be taken away, and others put to it from what was found. */
export function BeatEvidence({ evidence, pool, onEvidence }: BeatEvidenceProps) {
  const [query, setQuery] = useState('')
  const here = new Set(evidence.map(citationKey))
  const others = pool.filter(each => !here.has(citationKey(each)))
  const hits = found(others, query)
  return (
    <div class="beat-evidence">
      <p class="field__label">{evidence.length > 0 ? count(evidence.length, 'quote') : 'No quotes yet'}</p>
      {evidence.map(citation => (
        <div key={citationKey(citation)} class="beat-evidence__one">
          <Cited citations={[citation]} />
          <Button
            small
            tone="quiet"
            icon="cross"
            aria-label={`Take away: ${citation.anchor.exact.slice(0, 60)}`}
            onClick={() => onEvidence(evidence.filter(each => citationKey(each) !== citationKey(citation)))}
          >
            Take away
          </Button>
        </div>
      ))}
      {others.length > 0 && evidence.length < MOST && (
        <details class="more">
          <summary>Add a quote</summary>
          <div class="beat-evidence__pool">
            <Field label="Words in it" value={query} maxLength={100} onText={setQuery} />
            {hits.length === 0 && <p class="field__hint">No quote that was found has these words.</p>}
            {hits.slice(0, SHOWN).map(citation => (
              <div key={citationKey(citation)} class="beat-evidence__one">
                <Cited citations={[citation]} />
                <Button
                  small
                  icon="plus"
                  aria-label={`Add: ${citation.anchor.exact.slice(0, 60)}`}
                  onClick={() => onEvidence([...evidence, citation])}
                >
                  Add
                </Button>
              </div>
            ))}
            {hits.length > SHOWN && (
              <p class="field__hint">{count(hits.length - SHOWN, 'more quote')}: say a word that is in it.</p>
            )}
          </div>
        </details>
      )}
    </div>
  )
}
