import { MiddlewareConsumer, Module, NestModule, RequestMethod } from '@nestjs/common';
import { ArticlesController, BooksController, CdsController, HealthController } from './controllers';
import { RequireUser, SessionMiddleware, requireKey } from './middleware';

@Module({
  controllers: [ArticlesController, BooksController, CdsController, HealthController],
})
export class AppModule implements NestModule {
  configure(consumer: MiddlewareConsumer) {
    consumer
      .apply(SessionMiddleware)
      .forRoutes('*')
      .apply(RequireUser)
      .forRoutes(
        { path: 'articles', method: RequestMethod.POST },
        { path: 'articles/:slug', method: RequestMethod.DELETE },
      )
      .apply(RequireUser)
      .exclude({ path: 'books/open', method: RequestMethod.GET }, 'books/hidden/(.*)')
      .forRoutes(BooksController);
    consumer.apply(requireKey).forRoutes('cds');
  }
}
