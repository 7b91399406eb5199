import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Icon } from '../ui/icon.tsx'
import { later } from '../ui/later.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { integer } from '../words/numbers.ts'

const dialogs = () => import('./project-dialogs.tsx')
const NameProject = later(() => dialogs().then(part => part.NameProject))
const ReceiptSheet = later(() => import('../receipt/receipt-sheet.tsx').then(part => part.ReceiptSheet))
const BringProject = later(() => import('./bring-project.tsx').then(part => part.BringProject))
const sharing = () => import('../team/share-dialog.tsx')
const ShareDialog = later(() => sharing().then(part => part.ShareDialog))
const LeaveProject = later(() => sharing().then(part => part.LeaveProject))
const DeleteProject = later(() => dialogs().then(part => part.DeleteProject))

type Open = 'new' | 'rename' | 'delete' | 'time' | 'bring' | 'share' | 'leave' | null

/** The project that is open, and the way to the others: one project is one video in the making. */
export function ProjectSwitcher() {
  const { world } = usePanel()
  const [open, setOpen] = useState<Open>(null)
  const { projects, projectId, loading } = world.work.value
  const project = projects.find(project => project.id === projectId)
  const held = world.held.value
  const connection = world.connection.value
  const people = connection.state === 'online' && connection.capabilities.people === true
  const items: MenuItem[] = [
    ...projects.map(({ id, title, sources, shared }) => ({
      label: title,
      chosen: id === projectId,
      note: shared
        ? `${shared.owner}, ${shared.role === 'editor' ? 'to work in' : 'to read'}`
        : integer(sources),
      act: () => void world.chooseProject(id),
    })),
    { label: 'New project…', icon: 'plus', apart: true, act: () => setOpen('new') },
    { label: 'Bring a project in…', icon: 'file', act: () => setOpen('bring') },
    ...(project
      ? [
          ...(held === null
            ? [{ label: 'Rename…', icon: 'pen' as const, act: () => setOpen('rename') }]
            : []),
          { label: 'Time so far…', icon: 'clock' as const, act: () => setOpen('time') },
          ...(people && !project.shared
            ? [{ label: 'Share…', icon: 'plus' as const, act: () => setOpen('share') }]
            : []),
          project.shared
            ? { label: 'Leave…', icon: 'cross' as const, danger: true, act: () => setOpen('leave') }
            : { label: 'Delete…', icon: 'trash' as const, danger: true, act: () => setOpen('delete') },
        ]
      : []),
  ]
  const close = () => setOpen(null)
  return (
    <h2 class="project">
      <Menu
        label={`Project: ${project?.title ?? 'none'}. Change project`}
        triggerClass="project__button"
        trigger={
          <>
            <span class="project__title" dir="auto">
              {project?.title ?? (loading ? 'Opening…' : 'No project')}
            </span>
            <Icon name="chevron" />
          </>
        }
        items={items}
      />
      {open === 'new' && (
        <NameProject
          heading="New project"
          act="Create"
          title=""
          save={title => world.createProject(title)}
          onClosed={close}
        />
      )}
      {open === 'rename' && project && (
        <NameProject
          heading="Rename project"
          act="Rename"
          title={project.title}
          save={title => world.renameProject(project.id, title)}
          onClosed={close}
        />
      )}
      {open === 'bring' && <BringProject onClosed={close} />}
      {open === 'time' && project && <ReceiptSheet onClosed={close} />}
      {open === 'share' && project && <ShareDialog project={project} onClosed={close} />}
      {open === 'leave' && project && <LeaveProject project={project} onClosed={close} />}
      {open === 'delete' && project && <DeleteProject project={project} onClosed={close} />}
    </h2>
  )
}
