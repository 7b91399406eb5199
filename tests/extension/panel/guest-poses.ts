import type { Page } from 'playwright-core'
import type { Pose } from './pose.ts'
import { choose } from './script-poses.ts'

/** The project that is open is somebody else's from here on, with what one may do in it. */
export const become = (page: Page, role: 'reader' | 'editor') =>
  page.evaluate(role => {
    const { projects, projectId } = window.fake.world.work.value
    const shared = { owner: 'Noa Cohen', role }
    window.fake.change({
      projects: projects.map(each => (each.id === projectId ? { ...each, shared } : each)),
    })
  }, role)

export const guestPoses: Record<string, Pose> = {
  'reader-script': {
    scenario: 'script',
    strike: async page => {
      await become(page, 'reader')
      await choose(page, 4)
    },
  },
  'reader-gate': {
    scenario: 'angle-decided',
    strike: async page => {
      await become(page, 'reader')
      await page.getByText('3 options', { exact: true }).click()
    },
  },
}
