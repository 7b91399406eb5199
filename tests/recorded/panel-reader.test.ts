import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { called, usePanelStage } from './support/panel.ts'
import { pressAll } from './support/walk.ts'

const { show } = usePanelStage()

/** The project that is open becomes somebody else's, or what one may do in it another. */
const become = (page: Page, role: 'reader' | 'editor') =>
  page.evaluate(role => {
    const { projects, projectId } = window.fake.world.work.value
    const shared = { owner: 'Noa Cohen', role }
    window.fake.change({ projects: projects.map(each => (each.id === projectId ? { ...each, shared } : each)) })
    window.fake.calls.length = 0
  }, role)

describe('who only reads a shared project', () => {
  test.each([
    'kinds', 'wordless', 'twins', 'research', 'brief', 'angle-ways', 'angle-none', 'outline-decided', 'script', 'check-many',
  ])('finds nothing to press that would change it: %s', async scenario => {
    const page = await show(scenario)
    await become(page, 'reader')
    const t=Date.now()
    const pressed = await pressAll(page)
    console.log(scenario, Date.now()-t, JSON.stringify(pressed))
    console.log(JSON.stringify(await page.evaluate(() => [...new Set(window.fake.calls.map(c => c.act))])))
  })
})
