import { useState } from 'preact/hooks'
import type { Claim } from '../../../core/contract/findings.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { ChipFilter } from '../ui/chip-filter.tsx'
import { count } from '../words/numbers.ts'
import { ClaimCard } from './claim-card.tsx'
import { type ClaimGroup, claimGroups, groupNames, type Looked, looksOf } from './claim-groups.ts'

/** So many of a group are shown where there are other groups below it. */
const few = 8

export function ClaimsPart({ claims }: { claims: readonly Claim[] }) {
  const { feedback } = usePanel()
  const [wanted, setWanted] = useState<Looked>('all')
  if (claims.length === 0)
    return (
      <p class="findings__none">
        Nothing worth checking showed in your sources: no numbers, causes, dates or comparisons. Clip sources
        that say more of the matter, and find again.
      </p>
    )
  const looks = looksOf(claims)
  const looked = looks.some(({ choice }) => choice === wanted) ? wanted : 'all'
  const groups = claimGroups(claims, looked)
  return (
    <>
      <ChipFilter
        legend="Show claims"
        choices={looks}
        isShown={choice => choice === looked}
        onChoice={choice => {
          setWanted(choice)
          const look = looks.find(each => each.choice === choice)!
          feedback.say(`${look.name}: ${count(look.count, 'claim')}`)
        }}
      />
      {groups.map(group => (
        <Group key={group.of} group={group} limited={groups.length > 1} />
      ))}
    </>
  )
}

function Group({ group, limited }: { group: ClaimGroup; limited: boolean }) {
  const [whole, setWhole] = useState(false)
  const { of, claims } = group
  const shown = limited && !whole ? claims.slice(0, few) : claims
  return (
    <section class="theme" aria-label={groupNames[of]}>
      <h3 class="theme__title">{groupNames[of]}</h3>
      <ul class="claims">
        {shown.map(claim => (
          <ClaimCard key={claim.id} claim={claim} />
        ))}
      </ul>
      {shown.length < claims.length && (
        <div>
          <Button
            small
            onClick={event => {
              // The button goes: the focus goes on to what it brought.
              const list = event.currentTarget.closest('section')?.querySelector('.claims')
              setWhole(true)
              requestAnimationFrame(() => list?.querySelectorAll<HTMLElement>('.claim')[few]?.focus())
            }}
          >
            Show all {count(claims.length, 'claim')}
          </Button>
        </div>
      )}
    </section>
  )
}
