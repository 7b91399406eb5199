import { describe, expect, test } from 'vitest'
import { called, usePanelStage, wordsOf } from './support/panel.ts'

const { show } = usePanelStage()

describe('clipping', () => {
  test('says saved and shows the receipt at once', async () => {
    const page = await show('saved')
    const outcome = page.locator('.outcome')
    await expect.poll(() => wordsOf(outcome)).toMatch(/Saved · just now/)
    await expect.poll(() => wordsOf(outcome)).toContain('whole article')
    await expect.poll(() => wordsOf(outcome)).toContain('1,240 words')
    await expect.poll(() => page.locator('.sources > li').count()).toBe(4)
    await expect.poll(() => wordsOf(page.locator('p[role=status].unseen'))).toMatch(/^Saved “How rain gauges/)
    await expect.poll(() => called(page, 'clip')).toEqual([['page']])
  })

  test('is pressed twice and clips once', async () => {
    const page = await show('collect')
    await page.getByRole('button', { name: 'Clip article' }).dblclick()
    await page.getByText('Saved', { exact: true }).waitFor()
    await expect.poll(() => called(page, 'clip')).toHaveLength(1)
  })

  test('that the browser refused says so, shows the shortcut, and asks again on a press', async () => {
    const page = await show('needs-permission')
    const notice = page.locator('.notice')
    await expect.poll(() => wordsOf(notice)).toContain('The browser needs your permission')
    await expect.poll(() => wordsOf(notice.locator('kbd'))).toBe('Alt+Shift+C')
    await notice.getByRole('button', { name: 'Ask again' }).click()
    await expect.poll(() => called(page, 'clip')).toHaveLength(2)
  })

  test('of a page without text tells of selecting', async () => {
    const page = await show('empty-page')
    await expect
      .poll(() => wordsOf(page.locator('.notice')))
      .toMatch(/draws it as a picture.*clip the selection/s)
  })

  test('that answers late is not shown on another page', async () => {
    const page = await show('clipped-elsewhere')
    await expect.poll(() => wordsOf(page.locator('.toast'))).toContain('Saved “How rain gauges are read')
    await expect.poll(() => page.locator('.outcome').count()).toBe(0)
  })

  test('offers the selection first and keeps the whole page in reach', async () => {
    const page = await show('selection')
    await page.getByRole('button', { name: 'Clip selection' }).click()
    await page.getByText('Saved', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Whole article' }).click()
    await expect.poll(() => called(page, 'clip')).toEqual([['selection'], ['page']])
  })

  test('is offered for a PDF, with the pages that are read while it goes on', async () => {
    const pdf = await show('pdf-busy')
    await expect.poll(() => wordsOf(pdf.locator('.this-page'))).toMatch(/Reading its pages.*38 of 212/s)
    await expect.poll(() => called(pdf, 'clip')).toEqual([['page']])
  })

  test('is taken over from a file that is dropped anywhere, and a file of another kind moves nothing', async () => {
    const page = await show('collect')
    const drop = (name: string, type: string) =>
      page.evaluate(
        ([name, type]) => {
          const carried = new DataTransfer()
          carried.items.add(new File(['x'], name!, { type: type! }))
          const event = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: carried })
          document.querySelector('.this-page')!.dispatchEvent(event)
          return event.defaultPrevented
        },
        [name, type],
      )
    expect(await drop('paper.pdf', 'application/pdf')).toBe(true)
    expect(await drop('notes.docx', '')).toBe(true)
    await expect.poll(() => called(page, 'addPdfs')).toEqual([[['paper.pdf']]])
  })

  test('is told file by file: read, refused with the way out, next in line', async () => {
    const page = await show('pdf-files')
    const given = page.getByRole('region', { name: 'PDF files' })
    await expect.poll(() => wordsOf(given)).toMatch(/Saved.*7 of 48.*text recognition.*Next in line/s)
    await given.getByRole('button', { name: 'Dismiss scan0001.pdf' }).click()
    await expect.poll(() => given.getByText('scan0001.pdf').count()).toBe(0)
  })

  test('is not offered for a page of the browser', async () => {
    const own = await show('first-no-server')
    await expect.poll(() => own.getByRole('button', { name: /^Clip/ }).count()).toBe(0)
  })

  test('knows the page that is in the project, by its video and whatever its address carries', async () => {
    const page = await show('clipped')
    await expect.poll(() => wordsOf(page.locator('.this-page'))).toContain('In this project')
    await expect.poll(() => page.getByRole('button', { name: 'Clip again' }).count()).toBe(1)
  })
})

describe('the work', () => {
  test('keeps its stage, its scroll and what is open when the page in front changes', async () => {
    const page = await show('brief-long')
    await page.locator('.work__scroll').evaluate(scroll => scroll.scrollTo(0, 700))
    await page.evaluate(() => {
      const urls = ['https://a.example/1', 'https://b.example/2']
      for (const [at, url] of urls.entries())
        window.fake.showPage({
          state: 'known',
          tabId: at,
          url,
          title: url,
          kind: 'article',
          selection: false,
        })
    })
    await page.getByRole('heading', { name: 'https://b.example/2' }).waitFor()
    await expect
      .poll(() => page.getByRole('tab', { name: /^Brief/ }).getAttribute('aria-selected'))
      .toBe('true')
    await expect.poll(() => page.locator('.work__scroll').evaluate(scroll => scroll.scrollTop)).toBe(700)
  })

  test('takes a removed source back on undo', async () => {
    const page = await show('removed')
    await expect.poll(() => page.locator('.sources > li').count()).toBe(2)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => page.locator('.sources > li').count()).toBe(3)
    await expect.poll(() => called(page, 'restoreSource')).toEqual(await called(page, 'removeSource'))
  })

  test('goes on with the focus beside what was removed', async () => {
    const page = await show('removed')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('More about Why basements flood on dry days')
  })

  test('opens a page by its title, and never an address that is no web address', async () => {
    const page = await show('collect')
    await page.getByRole('link', { name: /^Urban runoff/ }).click()
    await expect.poll(() => called(page, 'visit')).toEqual([['https://journals.example.org/runoff-2']])
    const hostile = await show('hostile')
    await expect.poll(() => hostile.locator('.sources a').count()).toBe(0)
    await hostile.getByRole('button', { name: /^More about/ }).click()
    await expect.poll(() => hostile.getByRole('menuitem', { name: /^Open/ }).count()).toBe(0)
  })

  test('shows markup in a title as the text that it is', async () => {
    const page = await show('hostile')
    await expect
      .poll(() => wordsOf(page.locator('.source__title')))
      .toBe('<script>window.broken=1</script><b>Bold claim</b>')
    await expect.poll(() => wordsOf(page.locator('.this-page__title'))).toContain('<img src=x onerror=')
    await expect.poll(() => page.evaluate(() => 'broken' in window)).toBe(false)
  })

  test('reads what was kept as words: markup of the page is no element', async () => {
    const page = await show('read-article')
    const reader = page.getByRole('dialog')
    await reader.getByRole('heading', { name: 'What the gauges say' }).waitFor()
    await expect.poll(() => wordsOf(reader)).toContain('<b onclick="alert(1)">Flat</b> ones follow')
    await expect.poll(() => reader.locator('b').count()).toBe(0)
  })

  test('plays a video from the paragraph that is read', async () => {
    const page = await show('read-video')
    await page.getByRole('button', { name: 'Play from 0:32' }).click()
    await expect
      .poll(() => called(page, 'visit'))
      .toEqual([['https://www.youtube.com/watch?v=sponge_city&t=32s']])
  })

  test('tells of a failed reading and starts it again', async () => {
    const page = await show('ways')
    const failed = page.locator('.source', { hasText: 'could not be read in' })
    await expect.poll(() => wordsOf(failed)).toContain('an encoding that we could not read')
    await failed.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => called(page, 'retryRun')).toHaveLength(1)
  })

  test('makes, renames and deletes projects; a name is needed and a deletion is confirmed', async () => {
    const page = await show('new-project')
    await page.getByText('Give it a name').waitFor()
    await page.getByLabel('What the video is about').fill('Why bridges sing')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Project: Why bridges sing/ }).click()
    await page.getByRole('menuitem', { name: 'Delete…' }).click()
    await expect.poll(() => called(page, 'deleteProject')).toEqual([])
    await page.getByRole('button', { name: 'Delete project' }).click()
    await expect.poll(() => called(page, 'deleteProject')).toHaveLength(1)
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  })

  test('of 200 sources is shown quickly', async () => {
    const page = await show('many')
    await expect.poll(() => page.locator('.sources > li').count()).toBe(200)
    const ms = await page.evaluate(async () => {
      const start = performance.now()
      window.fake.change({ sources: window.fake.world.work.value.sources.slice(1) })
      await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
      return performance.now() - start
    })
    expect(ms).toBeLessThan(500)
  })
})

describe('the brief', () => {
  test('is built with its progress in words, and is there when it is done', async () => {
    const page = await show('collect')
    await page.getByRole('button', { name: 'Build brief' }).click()
    await page.getByText('Reading 3 of 10 sources').first().waitFor()
    await expect.poll(() => page.getByRole('progressbar').getAttribute('value')).toBe('3')
    await page.evaluate(() => window.fake.finishBrief())
    await page.getByText('ranked by LexRank').waitFor()
    await expect.poll(() => wordsOf(page.locator('p[role=status].unseen'))).toBe('The brief is ready')
    await expect.poll(() => called(page, 'buildBrief')).toHaveLength(1)
  })

  test('in the making is stopped on a press, and taken up again', async () => {
    const page = await show('building')
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('You stopped this brief').waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => called(page, 'retryRun')).toHaveLength(1)
  })

  test('opens the very citation that is pressed', async () => {
    const page = await show('brief')
    await page.getByRole('button', { name: /^Open Sponge cities.* at 12:47$/ }).click()
    const [[citation]] = (await called(page, 'openCitation')) as [
      [{ startMs: number; anchor: { exact: string } }],
    ]
    expect(citation.startMs).toBe(767_000)
    expect(citation.anchor.exact).toMatch(/^every new driveway/)
  })

  test('marks with the highlighter what is quoted, and never what is open', async () => {
    const page = await show('brief-end')
    const open = page.locator('.statement--open')
    await expect.poll(() => wordsOf(open)).toContain('most cities have known for decades')
    await expect.poll(() => open.locator('mark').count()).toBe(0)
    await expect.poll(() => page.locator('.brief mark').count()).toBe(8)
  })

  test('says that sources came since, and what leaves this computer before it is built again', async () => {
    const page = await show('brief-model')
    const notice = page.locator('.notice')
    await expect.poll(() => wordsOf(notice)).toMatch(/1 new or changed source since this brief/)
    await expect.poll(() => wordsOf(notice)).toContain('gpt-5-mini at api.openai.com will read your sources')
    await notice.getByRole('button', { name: 'Build again' }).click()
    await expect.poll(() => called(page, 'buildBrief')).toHaveLength(1)
  })

  test('is copied only after it was told what became of its sources, which stays the creator’s decision', async () => {
    const page = await show('before-copy-found')
    const dialog = page.getByRole('dialog')
    await expect.poll(() => wordsOf(dialog)).toMatch(/1 changed, 1 gone.*removed by the uploader/s)
    await dialog.getByRole('button', { name: 'Check again' }).click()
    await expect.poll(() => called(page, 'check')).toHaveLength(1)
    await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
    await page.getByText('Copied as Markdown').waitFor()
  })

  test('shows on a card what became of its source, and nothing where it is the same', async () => {
    const page = await show('checked')
    await expect.poll(() => page.locator('.check-line').count()).toBe(3)
    await page.locator('.check-line', { hasText: 'Changed' }).getByRole('button').click()
    await expect.poll(() => called(page, 'visit')).toHaveLength(1)
  })

  test('is copied as Markdown with its links', async () => {
    const page = await show('brief')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await page.getByRole('button', { name: 'Copy unchecked' }).click()
    await page.getByText('Copied as Markdown').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain('## Paved ground and peak flow')
    expect(copied).toContain(
      '[Sponge cities, explained by an engineer, 12:47](https://www.youtube.com/watch?v=sponge_city&t=767s)',
    )
  })

  test('cannot be asked for while the server is away, and says why', async () => {
    const page = await show('offline')
    await page.evaluate(() => window.fake.change({ brief: null }))
    const bar = page.getByRole('region', { name: 'Next step' })
    await expect.poll(() => wordsOf(bar)).toContain('your server, which is away just now')
    await bar.getByRole('button', { name: 'Build brief' }).dispatchEvent('click')
    await expect.poll(() => called(page, 'buildBrief')).toEqual([])
  })
})

describe('the keyboard', () => {
  test('goes through a menu by arrows and letters, leaves it by Escape, and the focus returns', async () => {
    const page = await show('collect')
    const button = page.getByRole('button', { name: /^More about Sponge/ })
    await button.focus()
    await page.keyboard.press('Enter')
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    await expect.poll(focused).toBe('Read what was kept')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => focused()).toBe('Open the video')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => focused()).toBe('Remove')
    await page.keyboard.press('a')
    await expect.poll(() => focused()).toBe('Add a caption file…')
    await page.keyboard.press('Escape')
    await expect.poll(() => button.evaluate(each => each === document.activeElement)).toBe(true)
    await expect.poll(() => page.getByRole('menu').count()).toBe(0)
  })

  test('gets the focus back from a dialog', async () => {
    const page = await show('settings')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Settings')
  })

  test('reaches everything that can be pressed, in the order of the eye, and sees where it is', async () => {
    const page = await show('collect')
    const seen: string[] = []
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press('Tab')
      const here = await page.evaluate(() => {
        const at = document.activeElement as HTMLElement
        if (at === document.body) return null
        const style = getComputedStyle(at)
        return { name: at.getAttribute('aria-label') ?? at.innerText, ring: style.outlineStyle !== 'none' }
      })
      if (!here) break
      expect(here.ring, here.name).toBe(true)
      seen.push(here.name.split('\n')[0]!)
    }
    expect(seen[0]).toBe('Clip article')
    expect(seen[1]).toMatch(/^Project:/)
    expect(seen).toContain('Build brief')
    expect(seen.at(-1)).toBe('Settings')
  })
})

describe('the first minutes', () => {
  test('show the commands where the server does not answer, and go on by themselves when it does', async () => {
    const page = await show('first-no-server')
    await expect.poll(() => wordsOf(page.locator('.welcome code'))).toBe('npm ci && npm start')
    await page.getByRole('button', { name: 'Look again' }).click()
    await expect.poll(() => called(page, 'reconnect')).toHaveLength(1)
  })

  test('are over when the brief is there', async () => {
    const page = await show('first-brief')
    await page.getByRole('button', { name: 'Build brief' }).click()
    await page.evaluate(() => window.fake.finishBrief())
    await page.getByRole('tab', { name: /^Collect/ }).click()
    await expect.poll(() => page.locator('.welcome').count()).toBe(0)
  })

  test('take a token for a server elsewhere', async () => {
    const page = await show('token')
    const form = page.locator('.welcome form')
    await form.getByLabel('Token').fill('secret')
    await form.getByRole('button', { name: 'Connect' }).click()
    await expect
      .poll(() => called(page, 'servers.comeIn'))
      .toEqual([['https://ownwords.example.org', 'secret']])
  })
})

test('the panel does nothing while nothing happens', async () => {
  const page = await show('collect')
  const busy = await page.evaluate(async () => {
    let frames = 0
    const { requestAnimationFrame: next } = window
    window.requestAnimationFrame = callback => {
      frames += 1
      return next(callback)
    }
    let changes = 0
    new MutationObserver(list => {
      changes += list.length
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
    await new Promise(resolve => setTimeout(resolve, 1_500))
    return { frames, changes, animations: document.getAnimations().length }
  })
  expect(busy).toEqual({ frames: 0, changes: 0, animations: 0 })
})
