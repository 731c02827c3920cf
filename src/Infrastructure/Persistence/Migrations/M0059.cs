using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PupilSupport.Infrastructure.Persistence.Migrations;

[DbContext(typeof(AppDbContext)), Migration("00000000000059_plan_version_starts")]
internal sealed class M0059() : SqlMigration("0059_plan_version_starts.sql");
