import { Module, forwardRef } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import { AdminModule, ReportsModule } from './admin';
import { CatsController, HealthController, HooksController } from './controllers';
import { FeatureModule } from './feature.module';

@Module({
  imports: [
    forwardRef(() => AdminModule),
    RouterModule.register([
      { path: 'admin', module: AdminModule, children: [{ path: 'reports', module: ReportsModule }] },
    ]),
    FeatureModule.forRoot({ controllers: true }),
  ],
  controllers: [CatsController, HealthController, HooksController],
})
export class AppModule {}
