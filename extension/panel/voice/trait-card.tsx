import { useState } from 'preact/hooks'
import type { Trait } from '../../../core/contract/voice-profile.ts'
import { count, integer } from '../words/numbers.ts'
import { EditDialog } from './edit-dialog.tsx'
import { editOf } from './edits.ts'
import { Marks, ThingMenu } from './marks.tsx'
import { Figure, Table } from './plots/figure.tsx'
import { spreadHeight, spreadPlot } from './plots/spread-plot.ts'
import { steps } from './readiness-words.ts'
import { Receipts } from './receipts.tsx'
import { distance, figure, middle, standing, traitSentence, unitWords } from './trait-words.ts'
import { useVoice } from './use-voice.ts'

/** One trait: what is said of it, how it spreads against other creators, and where to hear it. */
export function TraitCard({ trait, lead }: { trait: Trait; lead?: boolean }) {
  const { current, titleOf } = useVoice()
  const [editing, setEditing] = useState(false)
  const edit = editOf(current.edits, trait.id)
  const { label, unit, value, spread, sample, others, perVideo } = trait
  const usual = others && middle(others)
  const facts = [
    standing(trait),
    sample.videos >= steps.provisional && others && distance(trait.z),
    count(sample.videos, 'video'),
  ].filter(Boolean)
  return (
    <li class={`trait${lead ? ' trait--lead' : ''}${edit.muted ? ' trait--muted' : ''}`}>
      <div class="trait__head">
        <h4 class="trait__says" dir="auto">
          {traitSentence(trait)}
        </h4>
        <ThingMenu thing={{ id: trait.id, name: label, unit }} edit={edit} onEdit={() => setEditing(true)} />
      </div>
      <p class="voice-aside numbers">{facts.join(' · ')}</p>
      <Marks edit={edit} unit={unit} estimated={trait.estimated} />
      {perVideo.length > 1 && (
        <Figure
          says={`${label}: ${figure(value, unit)}; eight in ten of your videos between ${figure(spread.p10, unit)} and ${figure(spread.p90, unit)}${usual === null ? '' : `, other creators around ${figure(usual, unit)}`}.`}
          name={label}
          height={spreadHeight(others)}
          draw={spreadPlot(trait, edit.value)}
          about={[trait, edit.value]}
          numbers={() => (
            <>
              <Table
                caption={`${label}, in sum`}
                heads={['Whose', unitWords(unit) || 'Value']}
                rows={[
                  ['You', figure(value, unit)],
                  [
                    'Eight in ten of your videos',
                    `${figure(spread.p10, unit)} to ${figure(spread.p90, unit)}`,
                  ],
                  ['Standard deviation', figure(spread.sd, unit)],
                  ['Videos measured', integer(sample.videos)],
                  ['Words in them', integer(sample.words)],
                  ...(others && others.length > 0
                    ? [
                        [`Others, middle of ${integer(others.length)}`, figure(usual ?? 0, unit)],
                        [
                          'Others, least to most',
                          `${figure(others[0]!, unit)} to ${figure(others.at(-1)!, unit)}`,
                        ],
                        ['Away from others, in their sd', trait.z === null ? '–' : trait.z.toFixed(1)],
                      ]
                    : []),
                ]}
              />
              <Table
                caption={`${label}, by video`}
                heads={['Video', unitWords(unit) || 'Value']}
                rows={perVideo.map(each => [titleOf(each.videoId), figure(each.value, unit)])}
              />
            </>
          )}
        />
      )}
      {!lead && trait.examples.length > 0 ? (
        <details class="more trait__hear">
          <summary>
            Hear it<span class="unseen">: {label}</span>
          </summary>
          <Receipts examples={trait.examples} of={label} />
        </details>
      ) : (
        <Receipts examples={trait.examples} of={label} />
      )}
      {edit.note && (
        <p class="trait__note" dir="auto">
          {edit.note}
        </p>
      )}
      {editing && (
        <EditDialog
          thing={{ id: trait.id, name: label, unit }}
          edit={edit}
          measured={value}
          onClosed={() => setEditing(false)}
        />
      )}
    </li>
  )
}
