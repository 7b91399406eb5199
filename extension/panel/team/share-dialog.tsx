import { useState } from 'preact/hooks'
import type { GuestRole } from '../../../core/contract/member.ts'
import type { Project } from '../../../core/contract/project.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { useAnswer } from '../use-answer.ts'
import { useLate } from '../use-late.ts'
import type { TeamWorld } from './team-world.ts'

const roleWords: Record<GuestRole, string> = { editor: 'works in it', reader: 'reads it' }

/** Who is in a project of one's own, and who is invited. */
export function ShareDialog({ project, onClosed }: { project: Project; onClosed: () => void }) {
  const team = useLate('team')
  return (
    <Dialog title="Share this project" onClosed={onClosed}>
      {() => (
        <div class="share">
          <p dir="auto">
            <b>{project.title}</b>
          </p>
          {team && <Sharing project={project} team={team} />}
        </div>
      )}
    </Dialog>
  )
}

function Sharing({ project, team }: { project: Project; team: TeamWorld }) {
  const { feedback } = usePanel()
  const [answer, again] = useAnswer(() => team.sharing(project.id), [project.id])
  const act = async (asked: Promise<{ ok: boolean; error?: { message: string } }>) => {
    const result = await asked
    if (!result.ok && result.error) feedback.toast({ tone: 'bad', text: result.error.message })
    again()
  }
  return (
    <>
      {answer.state === 'loading' && (
        <p class="settings__words" role="status">
          Asking who is in it…
        </p>
      )}
      {answer.state === 'failed' && (
        <p class="field__error" role="alert">
          {answer.failure.message}
        </p>
      )}
      {answer.state === 'there' && (
        <ul class="people">
          {answer.value.members.map(member => (
            <li key={member.accountId} class="people__row">
              <p class="people__words">
                <b dir="auto">{member.name ?? member.email}</b> {roleWords[member.role]}
              </p>
              <span class="people__acts">
                <Button
                  small
                  onClick={() =>
                    void act(
                      team.changeRole(
                        project.id,
                        member.accountId,
                        member.role === 'editor' ? 'reader' : 'editor',
                      ),
                    )
                  }
                >
                  {member.role === 'editor' ? 'Let only read' : 'Let work'}
                </Button>
                <Button
                  small
                  tone="quiet"
                  onClick={() => void act(team.remove(project.id, member.accountId))}
                >
                  Take out
                </Button>
              </span>
            </li>
          ))}
          {answer.value.invitations.map(each => (
            <li key={each.id} class="people__row">
              <p class="people__words">
                <b>{each.email}</b> is invited and {roleWords[each.role]} once they accept
              </p>
              <Button small tone="quiet" onClick={() => void act(team.withdraw(each.id))}>
                Take back
              </Button>
            </li>
          ))}
          {answer.value.members.length + answer.value.invitations.length === 0 && (
            <li class="settings__words">Nobody but you is in it.</li>
          )}
        </ul>
      )}
      <Invite project={project} team={team} onInvited={again} />
    </>
  )
}

function Invite({ project, team, onInvited }: { project: Project; team: TeamWorld; onInvited: () => void }) {
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<GuestRole>('editor')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  return (
    <form
      class="server-form"
      onSubmit={async event => {
        event.preventDefault()
        if (busy || !email.trim()) return
        setBusy(true)
        const result = await team.invite(project.id, email, role)
        setBusy(false)
        if (!result.ok) return setError(result.error.message)
        setEmail('')
        onInvited()
      }}
    >
      <Field
        label="Invite by e-mail"
        value={email}
        maxLength={320}
        error={error}
        hint="They find the invitation here, once they sign in with this address."
        onText={text => {
          setEmail(text)
          setError(null)
        }}
      />
      <fieldset class="share__roles">
        <legend class="field__label">They may</legend>
        {(['editor', 'reader'] as const).map(each => (
          <label key={each} class="settings__choice">
            <input type="radio" name="role" checked={role === each} onChange={() => setRole(each)} />
            {each === 'editor' ? 'work in it, at your expense' : 'read it, and change nothing'}
          </label>
        ))}
      </fieldset>
      <div>
        <Button small tone="primary" type="submit" busy={busy} held={!email.trim()}>
          Invite
        </Button>
      </div>
    </form>
  )
}

export function LeaveProject({ project, onClosed }: { project: Project; onClosed: () => void }) {
  const { world, feedback } = usePanel()
  return (
    <Confirm
      title="Leave this project?"
      keep="Stay"
      act="Leave project"
      onAct={async () => (await world.team()).leave(project.id)}
      onDone={() => feedback.toast({ tone: 'calm', text: `Left “${project.title}”` })}
      onClosed={onClosed}
    >
      <p dir="auto">
        <b>{project.title}</b>
      </p>
      <p>It stays with {project.shared?.owner}, with all that you did in it. They can invite you again.</p>
    </Confirm>
  )
}
