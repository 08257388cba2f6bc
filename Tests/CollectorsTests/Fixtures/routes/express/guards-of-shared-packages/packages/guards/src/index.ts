export { requireUser } from './require-user';
