import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Icon } from '../ui/icon.tsx'
import { later } from '../ui/later.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { integer } from '../words/numbers.ts'

const dialogs = () => import('./project-dialogs.tsx')
const NameProject = later(() => dialogs().then(part => part.NameProject))
const DeleteProject = later(() => dialogs().then(part => part.DeleteProject))

type Open = 'new' | 'rename' | 'delete' | null

/** The project that is open, and the way to the others: one project is one video in the making. */
export function ProjectSwitcher() {
  const { world } = usePanel()
  const [open, setOpen] = useState<Open>(null)
  const { projects, projectId, loading } = world.work.value
  const project = projects.find(project => project.id === projectId)
  const items: MenuItem[] = [
    ...projects.map(({ id, title, sources }) => ({
      label: title,
      chosen: id === projectId,
      note: integer(sources),
      act: () => void world.chooseProject(id),
    })),
    { label: 'New project…', icon: 'plus', apart: true, act: () => setOpen('new') },
    ...(project
      ? [
          { label: 'Rename…', icon: 'pen' as const, act: () => setOpen('rename') },
          { label: 'Delete…', icon: 'trash' as const, danger: true, act: () => setOpen('delete') },
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
      {open === 'delete' && project && <DeleteProject project={project} onClosed={close} />}
    </h2>
  )
}
