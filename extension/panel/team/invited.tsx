import { useState } from 'preact/hooks'
import type { Invitation } from '../../../core/contract/member.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useAnswer } from '../use-answer.ts'
import { useLate } from '../use-late.ts'
import type { TeamWorld } from './team-world.ts'

/** What the creator is invited to, with the answer beside it; nothing where nobody invites. */
export function Invited() {
  const team = useLate('team')
  return team && <Invitations team={team} />
}

function Invitations({ team }: { team: TeamWorld }) {
  const [answer, again] = useAnswer(() => team.invitations(), [team])
  if (answer.state !== 'there') return null
  return (
    <>
      {answer.value.map(each => (
        <InvitationCard key={each.id} invitation={each} team={team} onAnswered={again} />
      ))}
    </>
  )
}

interface InvitationCardProps {
  invitation: Invitation
  team: TeamWorld
  onAnswered: () => void
}

function InvitationCard({ invitation, team, onAnswered }: InvitationCardProps) {
  const { feedback } = usePanel()
  const [busy, setBusy] = useState<'accept' | 'refuse' | null>(null)
  const answerWith = async (how: 'accept' | 'refuse') => {
    setBusy(how)
    const result = await (how === 'accept' ? team.accept(invitation.id) : team.withdraw(invitation.id))
    setBusy(null)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    if (how === 'accept')
      feedback.toast({ tone: 'calm', text: `“${invitation.projectTitle}” is among your projects` })
    onAnswered()
  }
  return (
    <Notice
      tone="calm"
      title={`${invitation.invitedBy} invites you to “${invitation.projectTitle}”`}
      acts={
        <>
          <Button
            small
            tone="primary"
            busy={busy === 'accept'}
            held={busy !== null}
            onClick={() => void answerWith('accept')}
          >
            Accept
          </Button>
          <Button
            small
            tone="quiet"
            busy={busy === 'refuse'}
            held={busy !== null}
            onClick={() => void answerWith('refuse')}
          >
            Refuse
          </Button>
        </>
      }
    >
      <p>{invitation.role === 'editor' ? 'To work in it with them.' : 'To read it.'}</p>
    </Notice>
  )
}
