using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PupilSupport.Infrastructure.Persistence.Migrations;

[DbContext(typeof(AppDbContext)), Migration("00000000000045_pupil_profiles")]
internal sealed class M0045() : SqlMigration("0045_pupil_profiles.sql");
