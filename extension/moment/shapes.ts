import '../browser/jitless.ts'

// Loaded by `import()` when a page says something: the worker wakes for less, too.
export { FromPage } from './messages.ts'
