// Enough of the module to hand out a data source and its repositories.
const { DataSource } = require('typeorm');
const { Inject, Module } = require('@nestjs/common');

const source = new DataSource();

class TypeOrmModule {
  static forRoot() {
    return { module: TypeOrmModule, providers: [{ provide: DataSource, useFactory: () => source.initialize() }] };
  }

  static forFeature(entities) {
    const providers = entities.map((entity) => ({ provide: `${entity.name} repository`, useFactory: () => source.getRepository(entity) }));
    return { module: TypeOrmModule, providers };
  }
}
Module({ isLibrary: true })(TypeOrmModule);

module.exports = { TypeOrmModule, InjectRepository: (entity) => Inject(`${entity.name} repository`) };
