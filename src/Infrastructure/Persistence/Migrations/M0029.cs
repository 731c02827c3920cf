using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PupilSupport.Infrastructure.Persistence.Migrations;

// After 0023, whose function registers what tasks hang on.
[DbContext(typeof(AppDbContext)), Migration("00000000000029_medication")]
internal sealed class M0029() : SqlMigration("0029_medication.sql");
