import { dataSource } from './data-source';

dataSource.initialize().then(() => console.log('ready'));
