export { SignedIn as Members } from '@acme/access';
