using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PupilSupport.Infrastructure.Persistence.Migrations;

[DbContext(typeof(AppDbContext)), Migration("00000000000060_late_reasons")]
internal sealed class M0060() : SqlMigration("0060_late_reasons.sql");
