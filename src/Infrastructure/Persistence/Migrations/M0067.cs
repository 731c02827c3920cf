using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PupilSupport.Infrastructure.Persistence.Migrations;

[DbContext(typeof(AppDbContext)), Migration("00000000000067_plan_suspensions")]
internal sealed class M0067() : SqlMigration("0067_plan_suspensions.sql");
