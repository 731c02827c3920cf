using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PupilSupport.Infrastructure.Persistence.Migrations;

[DbContext(typeof(AppDbContext)), Migration("00000000000025_schedules")]
internal sealed class M0025() : SqlMigration("0025_schedules.sql");
