import type { Plugin, Rolldown } from 'vite'

const PAGE = /\/sidepanel\/index\.html$/
const FIRST = /\/sidepanel\/first\.ts$/
const PANEL = /\/sidepanel\/main\.tsx$/
/** Whoever uses this shows parts of the panel, and may load it whole. */
const PANEL_PART = /\/panel\/panel-context\.ts$/

/**
 * How the panel's page is put together, for it to open fast: the look of its first picture stands in the page, and
 * what the panel loads at open is one file, with one more for what pages of ours without it load too. A file costs some
 * ten milliseconds before the browser's own process has found and checked it, however small it is.
 */
export function panelPage(): Plugin {
  let panel = new Set<string>()
  let shared = new Set<string>()
  let hasPage = false
  return {
    name: 'ownwords-panel-page',
    apply: 'build',
    options({ input = [] }) {
      hasPage = (typeof input === 'string' ? [input] : Object.values(input)).some(file => PAGE.test(file))
    },
    buildEnd() {
      const ids = [...this.getModuleIds()]
      const from = (pattern: RegExp) => ids.filter(id => pattern.test(id))
      const others = ids
        .filter(id => this.getModuleInfo(id)?.isEntry && !PAGE.test(id))
        .map(id => reached(this, [id], 'ever'))
        .filter(page => ![...page].some(id => PANEL_PART.test(id)))
      const at = reached(this, [...from(PANEL), ...from(FIRST)], 'at once')
      const first = reached(this, from(FIRST), 'at once')
      const elsewhere = new Set(others.flatMap(page => [...page]))
      shared = new Set([...at].filter(id => elsewhere.has(id) || (first.has(id) && !FIRST.test(id))))
      panel = new Set([...at].filter(id => !shared.has(id) && !first.has(id)))
    },
    outputOptions(options) {
      // Content scripts and workers are built alone, into one file each.
      if (!hasPage) return options
      const groups = [
        { name: 'shared', test: (id: string) => shared.has(id) },
        { name: 'panel', test: (id: string) => panel.has(id) },
      ]
      return { ...options, codeSplitting: { groups, includeDependenciesRecursively: false } }
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle, filename }) {
        if (!bundle || !PAGE.test(filename)) return html
        return withPreloads(withStyles(html, bundle), bundle)
      },
    },
  }
}

/** All modules that these import, themselves included: at once, or also later. */
function reached(
  graph: Pick<Rolldown.PluginContext, 'getModuleInfo'>,
  starts: string[],
  when: 'at once' | 'ever',
): Set<string> {
  const seen = new Set(starts)
  for (const id of seen) {
    const info = graph.getModuleInfo(id)
    const next = [
      ...(info?.importedIds ?? []),
      ...(when === 'ever' ? (info?.dynamicallyImportedIds ?? []) : []),
    ]
    for (const each of next) seen.add(each)
  }
  return seen
}

/** The page's own sheets, put into it. */
function withStyles(html: string, bundle: Rolldown.OutputBundle): string {
  return html.replace(/<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g, (link, file: string) => {
    const sheet = bundle[file]
    return sheet?.type === 'asset' ? `<style>${String(sheet.source).trim()}</style>` : link
  })
}

/** The script waits for nothing and nothing for it; meanwhile the browser fetches what it will import. */
function withPreloads(html: string, bundle: Rolldown.OutputBundle): string {
  const panel = Object.values(bundle).find(file => file.type === 'chunk' && file.name === 'panel')
  if (!panel)
    throw new Error('The panel is not built into one file any more: see extension/panel-page-build.ts.')
  return html
    .replace('<script type="module" crossorigin', '<script type="module" async crossorigin')
    .replace('</head>', `  <link rel="modulepreload" crossorigin href="/${panel.fileName}">\n  </head>`)
}
