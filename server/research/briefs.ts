// For other features: what stands in the newest brief.
export { newestBrief } from './store.ts'
