using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PupilSupport.Infrastructure.Persistence.Migrations;

[DbContext(typeof(AppDbContext)), Migration("00000000000050_plans")]
internal sealed class M0050() : SqlMigration("0050_plans.sql");
