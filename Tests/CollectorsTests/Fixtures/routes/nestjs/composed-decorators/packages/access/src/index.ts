export * from './decorators';
export { Gate as Doorkeeper } from './gate';
